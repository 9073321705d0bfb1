import type { Base } from './base.js';
import type { Cubes } from './cubes.js';

/** For each base the place of its value in its domain. */
export type State = ReadonlyMap<Base, number>;

/** Every combination of values of some bases. */
export function statesOf(bases: readonly Base[]): readonly State[] {
	return bases.reduce<readonly State[]>(
		(states, base) => {
			const places = [...base.domain().keys()];
			return states.flatMap((state) => places.map((place) => new Map(state).set(base, place)));
		},
		[new Map()],
	);
}

/** Whether a key in one state is selected by a query in another. */
export function isSelected(cubes: Cubes, query: State, key: State): boolean {
	return cubes.some((cube) =>
		cube.every((relation) => {
			const q = relation.query === undefined ? 0 : (query.get(relation.query) ?? 0);
			const k = relation.key === undefined ? 0 : (key.get(relation.key) ?? 0);
			return relation.cells[q * relation.keys + k] === 1;
		}),
	);
}
