import type { Value } from '@alta-ts/core';
import type { InputConfig } from '@alta-ts/model';
import type { Context } from './context.js';
import { encoding } from './encoding.js';
import { matrix } from './matrix.js';

/**
 * Makes the embedding tables: `embedding.token` [tokens, width] holds what is constant or depends on the token, `embedding.position`
 * [positions, width] what depends on the position. Undefined is zero. A sink comes after the tokens and before the positions, and is zero but
 * for its own coordinate.
 */
export function embed(context: Context): InputConfig {
	const { program, layout, sources, standard, tensors } = context;
	const { tokens } = program.input;
	const lead = standard?.sink === undefined ? 0 : 1;
	const byToken = matrix(context, tokens.length + lead, layout.width);
	const byPosition = matrix(context, lead + positionCount(context), layout.width);
	for (const { name, init, source } of program.variables) {
		const from = sources.of([`variable ${name}`, 'init'], source === undefined ? undefined : { span: source });
		const [table, values] =
			'byPosition' in init
				? ([byPosition, init.byPosition] as const)
				: ([byToken, 'byToken' in init ? init.byToken : tokens.map(() => init.constant)] as const);
		values.forEach((value: Value, index) => {
			const row = table === byPosition ? lead + index : index;
			if (row >= table.rows) return;
			for (const [coordinate, entry] of encoding(layout.block(name), value)) table.add(row, coordinate, entry, from);
		});
	}
	const ownPositions = standard?.ownPositions === true ? standard.positions : [];
	for (const [position, coordinate] of ownPositions.entries()) byPosition.add(lead + position, coordinate, 1, sources.of(['position']));
	if (standard?.sink !== undefined) byToken.add(tokens.length, standard.sink, 1, sources.of(['sink']));
	tensors['embedding.token'] = byToken.build();
	const sink = standard?.sink === undefined ? {} : { sink: sinkName(tokens) };
	if (ownPositions.length === 0 && !program.variables.some(({ init }) => 'byPosition' in init)) return { kind: 'tokens', tokens, ...sink };
	tensors['embedding.position'] = byPosition.build();
	return { kind: 'tokens', tokens, positions: byPosition.rows, ...sink };
}

/** How many positions are embedded: as many as the program has, and for the standard target no more than the model takes. */
function positionCount({ program, maxLength, standard }: Context): number {
	return (standard === undefined ? program.positions : maxLength) ?? 0;
}

/** A name that no token has. */
function sinkName(tokens: readonly string[]): string {
	let name = '<sink>';
	while (tokens.includes(name)) name = `<${name}>`;
	return name;
}
