import { type GraphValue, graphValueKey, isNumeric } from '../graph/value.js';
import type { Fn } from './base.js';
import type { Cube } from './cubes.js';
import { FAILS } from './functions.js';
import type { Work } from './work.js';

/**
 * Every mean that can come about where both the values and what is selected depend on positions alone: there is only one input of
 * each length then. Undefined where they depend on more.
 */
export function positionMeans(work: Work, cube: Cube, value: Fn): readonly GraphValue[] | undefined {
	const { position, length } = work;
	const values = valuesByPosition(work, value);
	if (values === undefined || cube.some(({ query, key }) => (query ?? position) !== position || (key ?? position) !== position))
		return undefined;
	const selects = (query: number, key: number): boolean =>
		cube.every((each) => each.cells[(each.query === undefined ? 0 : query) * each.keys + (each.key === undefined ? 0 : key)] === 1);
	const found = new Map<string, GraphValue>();
	for (let query = 0; query < length; query++) {
		let [count, sum, last]: [number, number, GraphValue] = [0, 0, undefined];
		for (let key = 0; key < values.length; key++) {
			if (selects(query, key)) {
				last = values[key];
				[count, sum] = [count + 1, sum + Number(last)];
			}
			if (key < query || count === 0) continue;
			const mean = count === 1 ? last : sum / count;
			found.set(graphValueKey(mean), mean);
		}
	}
	return [...found.values()];
}

/** The numbers at positions 0, 1, …, as far as there are any; undefined where they depend on more than the position. */
function valuesByPosition({ functions, bases, position, length }: Work, value: Fn): readonly GraphValue[] | undefined {
	const diagram = value.diagram();
	const support = bases.support(diagram);
	if (support.some((base) => base !== position)) return undefined;
	const values: GraphValue[] = [];
	for (let place = 0; place < length; place++) {
		const leaf = support.length === 0 ? diagram : functions.builder.childOf(diagram, place);
		const terminal = functions.builder.terminalOf(leaf);
		if (leaf === FAILS || terminal === undefined) break;
		const number = functions.valueOf(terminal);
		if (!isNumeric(number)) return undefined;
		values.push(number);
	}
	return values;
}
