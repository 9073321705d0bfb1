import type { Context } from '../context.js';

/** The coordinates of a variable that tells every position from all others and never changes, by position; undefined where there is none. */
export function positionVariable({ program, layout }: Context, length: number): readonly number[] | undefined {
	const written = new Set(program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.updates.map((update) => update.writes))));
	for (const { kind, name, init } of program.variables) {
		const block = layout.block(name);
		if (kind !== 'categorical' || block.kind !== 'categorical' || !('byPosition' in init) || written.has(name)) continue;
		const values = init.byPosition.slice(0, length);
		const coordinates = values.flatMap((value) => {
			const index = value === undefined || typeof value === 'object' ? -1 : block.values.indexOf(value);
			return index < 0 ? [] : [block.start + index];
		});
		if (coordinates.length === length && new Set(coordinates).size === length) return coordinates;
	}
	return undefined;
}
