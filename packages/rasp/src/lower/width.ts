import type { SOp } from '../graph/node.js';
import type { GraphValue } from '../graph/value.js';
import type { Fn } from './base.js';
import { countOf, once, sumOf } from './count.js';
import type { Cubes } from './cubes.js';
import { headLabel, suffixed } from './label.js';
import { isRank } from './rank.js';
import { sumBehind } from './sum.js';
import type { Work } from './work.js';

/** How many positions a selector selects: a head that counts for each cube. In RASP text the number is an int. */
export function lowerWidth(work: Work, node: SOp, cubes: Cubes, type: 'int' | 'number'): Fn {
	const label = headLabel(work, node, 'count');
	const counts = cubes.map((cube, at) => countOf(work, cube, cubes.length === 1 ? label : suffixed(label, `part ${at + 1}`)));
	const sum = sumOf(work, counts);
	const width = type === 'number' ? sum : asInt(work, sum);
	if (isRank(work, cubes)) work.ranks.add(width.diagram());
	return width;
}

function asInt(work: Work, sum: Fn): Fn {
	const { functions, bases } = work;
	const toInt = ([value]: readonly GraphValue[]): GraphValue => BigInt(Number(value));
	const { ready, linear = sum.base === undefined ? undefined : { terms: [{ of: sum, factor: 1 }], bias: 0 } } = sum;
	const diagram = once(() => functions.apply(toInt, [sum.diagram()]));
	const counted = sumBehind(work, sum);
	const width: Fn = { ready, diagram, ...(linear === undefined ? {} : { linear }) };
	if (counted !== undefined) {
		const value = { ...bases.fn(functions.apply(toInt, [counted.value.diagram()])), ready: counted.value.ready };
		work.sums.set(width, { cube: counted.cube, value });
	}
	return width;
}
