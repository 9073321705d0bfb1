import { dividedInts } from './divide-ints.js';
import type { Aggregate } from './node.js';
import { RaspError } from './rasp-error.js';
import type { SelectorMatrix } from './selector-matrix.js';
import { type GraphValue, isNumeric } from './value.js';

/** The values of an aggregate, from what its selector selects and from the values it fetches. */
export function aggregateValues(node: Aggregate, { size, cells }: SelectorMatrix, values: readonly GraphValue[]): readonly GraphValue[] {
	const numbers = node.averaging === 'sequence' && mayBeAveraged(values);
	const result: GraphValue[] = new Array(size);
	for (let query = 0; query < size; query++) {
		const selected: GraphValue[] = [];
		for (let key = 0; key < size; key++) if (cells[query * size + key] === 1) selected.push(values[key]);
		if (selected.length === 0) result[query] = node.otherwise;
		else if (selected.length === 1) result[query] = selected[0];
		else if (numbers || (node.averaging === 'selected' && selected.every(isNumeric))) result[query] = mean(selected);
		else throw notNumbers(node, selected.length, query);
	}
	return result;
}

/** Whether a whole sequence may be averaged: numbers, with truth values among them perhaps, but not truth values alone. */
function mayBeAveraged(values: readonly GraphValue[]): boolean {
	return values.every(isNumeric) && !values.every((value) => typeof value === 'boolean');
}

/** Sum by count, in index order. Whole numbers are added exactly before the division, as the paper's console does. */
function mean(selected: readonly GraphValue[]): number {
	let whole = 0n;
	let sum = 0;
	let exact = true;
	for (const value of selected) {
		if (exact && (typeof value === 'bigint' || typeof value === 'boolean')) whole += BigInt(value);
		else {
			if (exact) sum = finite(Number(whole));
			exact = false;
			sum += typeof value === 'bigint' ? finite(Number(value)) : Number(value);
		}
	}
	return exact ? finite(dividedInts(whole, BigInt(selected.length))) : sum / selected.length;
}

/** Ints are finite, but as floats they may not be. */
function finite(value: number): number {
	if (Number.isFinite(value)) return value;
	throw new RaspError('host', 'ALTA0022', 'integer division result too large for a float', {
		what: 'A mean of ints is too large.',
		why: 'Means are floats, and those end at about 1.8e308.',
		fix: 'Keep values smaller.',
	});
}

function notNumbers(node: Aggregate, count: number, position: number): RaspError {
	const detail =
		node.averaging === 'sequence'
			? 'asked to average multiple values, but they are non-numbers'
			: 'only numbers and truth values can be averaged';
	return new RaspError('host', 'ALTA0503', detail, {
		what: `${count} positions are selected, but their values are not numbers.`,
		where: [`position ${position}`],
		why: 'Several selected values become their mean, and only numbers have one.',
		fix: 'Select at most one position, or aggregate numbers.',
		span: node.span,
	});
}
