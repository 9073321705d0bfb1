import { type Atom, domainIndex, type Head, type OffsetSet, sameValue, type Value, type VariableMatch } from '@alta-ts/core';
import { codeOf, type EncodedVariable, encodeValues } from './encoded-variable.js';

/** A head, prepared for running. */
export interface EncodedHead {
	readonly output: EncodedVariable;
	readonly value: EncodedVariable;
	readonly tests: readonly EncodedTest[];
	/** The only offsets a key may have, ascending; absent where they are not listed. */
	readonly listed?: readonly number[];
	/** The least and the greatest offset a key may have. */
	readonly from: number;
	readonly to: number;
	readonly combine: 'only' | 'mean' | 'sum' | 'first' | 'last' | 'nearest';
	/** The output's code for each code of the value. */
	readonly copy: Int32Array;
	/** The output when no key is selected, unless it is what `emptyPosition` holds. */
	readonly emptyCode: number;
	readonly emptyNumber: number;
	readonly emptyPosition?: number;
	readonly keep: boolean;
	/** Whether the output depends on nothing but the query's code in the only test there is. */
	readonly dependsOnQueryOnly: boolean;
	/** The offset that the head copies from, where that is all it does. */
	readonly shift?: number;
}

/** A match between two variables: for each code of the query the codes of the key that it selects. */
export interface EncodedTest {
	readonly query: EncodedVariable;
	readonly key: EncodedVariable;
	readonly accepts: readonly Int32Array[];
}

/** Prepares a head, given how to find a variable by name. */
export function encodeHead(head: Head, find: (name: string) => EncodedVariable): EncodedHead {
	const output = find(head.output);
	const value = find(head.value);
	const tests = head.where.flatMap((match) => ('offsets' in match ? [] : [encodeTest(match, find(match.query), find(match.key))]));
	const offsets = intersect(head.where.flatMap((match) => ('offsets' in match ? [match.offsets] : [])));
	const combine = typeof head.combine === 'object' ? head.combine.pick : head.combine;
	const isFree = offsets.listed === undefined && offsets.from === Number.NEGATIVE_INFINITY && offsets.to === Number.POSITIVE_INFINITY;
	const [only] = offsets.listed ?? [];
	const isShift = offsets.listed?.length === 1 && tests.length === 0 && combine !== 'mean' && combine !== 'sum';
	return {
		output,
		value,
		tests,
		...offsets,
		combine,
		copy: Int32Array.from({ length: value.missing + 1 }, (_, code) => copiedCode(value, output, code)),
		...encodeEmpty(head, output),
		keep: head.keep,
		dependsOnQueryOnly: isFree && tests.length === 1 && combine !== 'nearest',
		...(isShift && only !== undefined ? { shift: only } : {}),
	};
}

function encodeEmpty({ empty }: Head, output: EncodedVariable): Pick<EncodedHead, 'emptyCode' | 'emptyNumber' | 'emptyPosition'> {
	const { codes, numbers } = encodeValues(output.variable, [typeof empty === 'object' && 'constant' in empty ? empty.constant : undefined]);
	const position = typeof empty === 'object' && 'position' in empty ? { emptyPosition: empty.position } : {};
	return { emptyCode: codes[0] ?? output.missing, emptyNumber: numbers[0] ?? 0, ...position };
}

/** The code under which the output holds the value of a code; numbers get theirs when they are written. */
function copiedCode(value: EncodedVariable, output: EncodedVariable, code: number): number {
	if (code === value.missing) return output.missing;
	return value.isNumerical ? 0 : codeOf(output.variable, value.variable.values?.[code]);
}

function encodeTest({ test }: VariableMatch, query: EncodedVariable, key: EncodedVariable): EncodedTest {
	const accepts = (query.variable.values ?? []).map((asked) => {
		const codes = new Set(acceptedAtoms(test, asked).map((atom) => domainIndex(key.variable, atom)));
		codes.delete(-1);
		return Int32Array.from(codes).sort();
	});
	return { query, key, accepts: [...accepts, new Int32Array(0)] };
}

/** The key atoms that a query value selects, whether or not the key variable has them. */
function acceptedAtoms(test: VariableMatch['test'], asked: Value): readonly Atom[] {
	if (typeof test === 'object') return test.flatMap((entry) => (sameValue(entry.query, asked) ? entry.keys : []));
	if (asked === undefined) return [];
	if (typeof asked === 'object') return test === 'member' ? [...asked] : [];
	return test === 'equal' ? [asked] : [];
}

type Offsets = Pick<EncodedHead, 'listed' | 'from' | 'to'>;

/** The offsets that are in all of several sets. */
function intersect(sets: readonly OffsetSet[]): Offsets {
	return sets.reduce<Offsets>(narrow, { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY });
}

function narrow({ from, to, listed }: Offsets, set: OffsetSet): Offsets {
	if (isList(set)) {
		const both = [...new Set(set)].filter((offset) => from <= offset && offset <= to && listed?.includes(offset) !== false);
		return { from, to, listed: both.sort((a, b) => a - b) };
	}
	const range = { from: Math.max(from, set.from ?? from), to: Math.min(to, set.to ?? to) };
	if (listed === undefined) return range;
	return { ...range, listed: listed.filter((offset) => range.from <= offset && offset <= range.to) };
}

function isList(set: OffsetSet): set is readonly number[] {
	return Array.isArray(set);
}
