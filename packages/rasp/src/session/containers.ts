import type { Builder } from './build.js';
import { hostError, typeError } from './failures.js';
import { atomText, valuesText, valueText } from './text.js';
import { type Atom, isAtom, isDict, isList, type List, listOf, someOf, type Value } from './value.js';

/** What a loop or a comprehension goes over: the elements of a list, the keys of a dict. */
export function elementsOf(builder: Builder, iterable: Value): readonly Value[] {
	if (isList(iterable)) return iterable.items;
	if (isDict(iterable)) return [...iterable.entries.values()].map(([key]) => key);
	throw typeError(`for loop needs to iterate over a list or dict, but got: ${valueText(iterable, builder.labels)}`, {
		what: `A loop goes over ${valueText(iterable, builder.labels)}.`,
		why: `It can go over a list or the keys of a dict, and that is ${someOf(iterable)}.`,
		fix: 'Use a list. range makes lists of ints.',
	});
}

/** Refuses keys that are no atoms. */
export function asKey(builder: Builder, key: Value): Atom {
	if (isAtom(key)) return key;
	throw typeError(`dictionary keys can only be atoms, but instead got: ${valueText(key, builder.labels)}`, {
		what: `${valueText(key, builder.labels)} is a key of a dict.`,
		why: `Keys are atoms, and that is ${someOf(key)}.`,
		fix: 'Use an int, a float, a text or a truth value.',
	});
}

/** `range(stop)`, `range(start, stop)`, `range(start, stop, step)`: a list of ints without the stop. */
export function range(builder: Builder, operands: readonly Value[]): List {
	const ints = operands.map((each) => (typeof each === 'boolean' ? BigInt(each) : each)).filter((each) => typeof each === 'bigint');
	if (ints.length < operands.length)
		throw typeError(`range expects all integer inputs, but got: ${valuesText(operands, builder.labels)}`, {
			what: `range is given ${operands.map((each) => valueText(each, builder.labels)).join(', ')}.`,
			why: 'It takes one to three ints: where to stop; or where to start and stop; and then in which steps.',
			fix: 'Give it ints.',
		});
	if (ints.length > 3)
		throw hostError(`range expected at most 3 arguments, got ${ints.length}`, {
			what: `range is given ${ints.length} ints.`,
			why: 'It takes one to three: where to stop; or where to start and stop; and then in which steps.',
			fix: 'Leave the others out.',
		});
	const [first = 0n, second, step = 1n] = ints;
	const [start, stop] = second === undefined ? [0n, first] : [first, second];
	if (step === 0n)
		throw hostError('range() arg 3 must not be zero', {
			what: 'range has a step of 0.',
			why: 'It would never get to its end.',
			fix: 'Use another step.',
		});
	const span = step > 0n ? stop - start : start - stop;
	const size = step > 0n ? step : -step;
	const count = span <= 0n ? 0n : (span + size - 1n) / size;
	if (count > 1_000_000n)
		throw hostError('the result is too large', {
			what: `range would make ${count} ints.`,
			why: 'Lists of more than a million elements are refused.',
			fix: 'Make it shorter.',
		});
	return listOf(Array.from({ length: Number(count) }, (_, at) => start + BigInt(at) * step));
}

/** `zip(lists…)`: a list of the first elements, one of the second, and so on. */
export function zip(builder: Builder, operands: readonly Value[]): List {
	const lists = operands.filter(isList);
	if (lists.length < operands.length)
		throw typeError(`attempting to zip non-lists: ${valuesText(operands, builder.labels)}`, {
			what: 'zip is given something that is no list.',
			why: 'It puts together the elements of lists of equal length.',
			fix: 'Give it lists.',
		});
	const length = lists[0]?.items.length ?? 0;
	const odd = lists.findIndex(({ items }) => items.length !== length);
	if (odd >= 0) {
		const other = lists[odd]?.items.length ?? 0;
		throw typeError(`attempting to zip lists of length ${length} , but ${odd + 1} -th list has length ${other}`, {
			what: `zip is given lists of ${length} and of ${other} elements.`,
			why: 'It puts together the elements of lists of equal length.',
			fix: 'Give it lists of one length.',
		});
	}
	return listOf(Array.from({ length }, (_, at) => listOf(lists.flatMap(({ items }) => items.slice(at, at + 1)))));
}

/** `len(list)`. */
export function lengthOf(builder: Builder, operand: Value): bigint {
	if (isList(operand)) return BigInt(operand.items.length);
	throw typeError(`attempting to compute length of non-list: ${isAtom(operand) ? atomText(operand) : valueText(operand, builder.labels)}`, {
		what: `len is given ${valueText(operand, builder.labels)}.`,
		why: `It takes a list, and that is ${someOf(operand)}.`,
		fix: 'For the length of the input use the s-op length.',
	});
}
