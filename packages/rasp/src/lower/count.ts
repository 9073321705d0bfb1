import type { Diagram } from '@alta-ts/core';
import type { GraphValue } from '../graph/value.js';
import type { Fn } from './base.js';
import type { Cube } from './cubes.js';
import { addHead } from './head.js';
import type { Label } from './label.js';
import { numberEncoding } from './plan.js';
import { rangeOfCount } from './selected-keys.js';
import { noteCount } from './sum.js';
import type { Work } from './work.js';

/** How many keys a cube selects: a head that adds up ones, or a constant where it is always the same. */
export function countOf(work: Work, cube: Cube, label: Label): Fn {
	const { least, most } = rangeOfCount(work, cube);
	const { bases, functions, plan } = work;
	if (least === most) return bases.fn(functions.constant(least));
	const domain = Array.from({ length: most - least + 1 }, (_, i) => least + i);
	const one = plan.constant(1, 'numerical', { text: 'one' });
	const count = addHead(work, cube, {
		label,
		value: one,
		ready: 0,
		combine: 'sum',
		empty: { constant: 0 },
		encoding: numberEncoding(least === 0 ? domain : [0, ...domain]),
		listed: Array.from({ length: work.length + 1 }, (_, count) => count),
		domain: () => domain,
	});
	if (count.base !== undefined) noteCount(work, count.base, cube);
	return count;
}

/** The total of counts of different keys. Beyond the longest input it fails: together they are no more keys than an input has. */
export function totalOf({ functions, length }: Work, counts: readonly Fn[]): Diagram {
	const add = (values: readonly GraphValue[]): number => {
		const total = values.reduce<number>((sum, value) => sum + Number(value), 0);
		if (total > length) throw new Error('internal: more keys than positions');
		return total;
	};
	return counts.reduce((total, count) => functions.apply(add, [total, count.diagram()]), functions.constant(0));
}

/** Σ of counts of different keys, as a function and as a sum of numbers. */
export function sumOf(work: Work, counts: readonly Fn[]): Fn {
	const { bases, functions } = work;
	const [only, ...more] = counts;
	if (only !== undefined && more.length === 0) return only;
	const varying = counts.filter((count) => count.base !== undefined);
	const constants = counts.filter((count) => count.base === undefined);
	const bias = constants.reduce((sum, count) => sum + Number(functions.image(count.diagram())[0] ?? 0), 0);
	if (varying.length === 0) return bases.fn(functions.constant(bias));
	const ready = varying.reduce((latest, count) => Math.max(latest, count.ready), 0);
	return { ready, diagram: once(() => totalOf(work, counts)), linear: { terms: varying.map((of) => ({ of, factor: 1 })), bias } };
}

/** The same, worked out at the first call. */
export function once<T>(make: () => T): () => T {
	let known: { readonly value: T } | undefined;
	return () => {
		known ??= { value: make() };
		return known.value;
	};
}
