import { type GraphValue, isNumeric } from '../graph/value.js';
import type { Fn } from './base.js';
import type { Cube, Cubes } from './cubes.js';
import { FAILS } from './functions.js';
import type { Work } from './work.js';

/**
 * The number that a function is at every key of a cube, for each cube; undefined where it is not one number in some cube. Then a mean
 * follows from how many keys each cube selects. The width of a selector in RASP text is such a mean.
 */
export function constantsByCube(work: Work, value: Fn, cubes: Cubes): readonly GraphValue[] | undefined {
	const constants = cubes.map((cube) => constantOn(work, value, cube));
	return constants.every(isNumeric) ? constants : undefined;
}

function constantOn({ functions, bases }: Work, value: Fn, cube: Cube): GraphValue {
	const diagram = value.diagram();
	const [base, ...more] = bases.support(diagram);
	if (base === undefined) return functions.image(diagram)[0];
	if (more.length > 0) return undefined;
	const found = new Set<number>();
	for (const place of base.domain().keys()) {
		const isSelected = cube.every(
			({ key, queries, keys, cells }) =>
				key !== base || Array.from({ length: queries }, (_, query) => cells[query * keys + place]).includes(1),
		);
		const leaf = functions.builder.childOf(diagram, place);
		if (isSelected && leaf !== FAILS) found.add(leaf);
	}
	const [leaf, ...others] = found;
	const terminal = leaf === undefined || others.length > 0 ? undefined : functions.builder.terminalOf(leaf);
	return terminal === undefined ? undefined : functions.valueOf(terminal);
}

/** The mean of some constants, each counted so often: the constant itself, as it is, where a single key is selected. */
export function meanOfCounts(
	{ functions, bases }: Work,
	counts: readonly Fn[],
	constants: readonly GraphValue[],
	otherwise: GraphValue,
): Fn {
	const mean = (numbers: readonly GraphValue[]): GraphValue => {
		const total = numbers.reduce<number>((sum, count) => sum + Number(count), 0);
		if (total === 0) return otherwise;
		if (total === 1) return constants[numbers.findIndex((count) => Number(count) === 1)];
		return numbers.reduce<number>((sum, count, at) => sum + Number(count) * Number(constants[at]), 0) / total;
	};
	return bases.fn(
		functions.apply(
			mean,
			counts.map((count) => count.diagram()),
		),
	);
}
