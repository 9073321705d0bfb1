import type { LeftOut } from '@alta-ts/core';
import type { Observer } from '../observer.js';
import type { EncodedHead, EncodedTest } from './encoded-head.js';
import type { EncodedVariable } from './encoded-variable.js';
import { type KeyIndex, refresh } from './key-index.js';
import { cellCount, codeOfNumber, countWrite, type Memory, putNumber } from './memory.js';

/** A head with the room it computes in, so that running it allocates nothing. */
export interface HeadRunner {
	readonly head: EncodedHead;
	/** An index by the key of the head's first test, shared by all heads with that key. */
	readonly index: KeyIndex | undefined;
	/** How often the variables that the head looks at had been written when its output was computed. */
	attendedAt: number;
	/** The output, cell by cell, until it is written to memory. */
	codes: Int32Array;
	numbers: Float64Array;
	/** Where the head `dependsOnQueryOnly`: the position at which each query code was met first, or −1. */
	readonly met: Int32Array;
	readonly tally: Tally;
}

/** Makes room for running a head. */
export function createHeadRunner(head: EncodedHead, index: KeyIndex | undefined): HeadRunner {
	const met = new Int32Array(head.dependsOnQueryOnly ? (head.tests[0]?.accepts.length ?? 0) : 0);
	const tally: Tally = { count: 0, total: 0, picked: NOTHING };
	return { head, index, attendedAt: -1, codes: new Int32Array(0), numbers: new Float64Array(0), met, tally };
}

/** What the keys seen so far come to; one object serves all queries. */
interface Tally {
	count: number;
	total: number;
	/** The key picked so far. */
	picked: number;
}

const NOTHING = -1;

/**
 * Computes what a head gives, into the runner's own room. `leftOut`, if present, is told what a mean or sum leaves out.
 *
 * @returns whether there was anything to compute: not if the runner has it yet, for nothing that the head looks at was written since
 */
export function attend(runner: HeadRunner, memory: Memory, leftOut?: LeftOut[]): boolean {
	const { head, met, tally } = runner;
	const writes = writesBefore(head, memory);
	if (runner.attendedAt === writes && leftOut === undefined) return false;
	runner.attendedAt = writes;
	if (runner.codes.length < Math.max(1, memory.capacity)) {
		runner.codes = new Int32Array(Math.max(1, memory.capacity));
		runner.numbers = new Float64Array(Math.max(1, memory.capacity));
	}
	if (runner.index !== undefined) refresh(runner.index, memory);
	// A trace names every query, so it asks for all of them even where one would do.
	const queries = Math.max(cellCount(memory, head.output), leftOut === undefined ? 0 : memory.length);
	if (head.shift !== undefined && leftOut === undefined) {
		shift(runner, memory, head.shift, queries);
		return true;
	}
	const remembers = head.dependsOnQueryOnly && leftOut === undefined && queries > 1;
	if (remembers) met.fill(NOTHING);
	for (let query = 0; query < queries; query++) {
		if (remembers) {
			const code = queryCode(memory, head, query);
			const earlier = met[code] ?? NOTHING;
			if (earlier !== NOTHING) {
				runner.codes[query] = runner.codes[earlier] ?? 0;
				runner.numbers[query] = runner.numbers[earlier] ?? 0;
				continue;
			}
			met[code] = query;
		}
		tally.count = 0;
		tally.total = 0;
		tally.picked = NOTHING;
		visitSelected(runner, memory, query, tally, leftOut);
		settle(runner, memory, query, tally);
	}
	return true;
}

/** How often the variables that a head looks at have been written. */
function writesBefore({ value, tests }: EncodedHead, { writes }: Memory): number {
	let count = writes[value.index] ?? 0;
	for (const { query, key } of tests) count += (writes[query.index] ?? 0) + (writes[key.index] ?? 0);
	return count;
}

/** Tells an observer what {@link attend} computed. */
export function tellGiven({ head, codes, numbers }: HeadRunner, memory: Memory, observer: Observer): void {
	const { output } = head;
	const cells = memory.length === 0 ? 0 : cellCount(memory, output);
	let before = -1;
	for (let place = 0; place < cells; place++) {
		const given = codes[place] ?? output.missing;
		const code = output.isNumerical && given !== output.missing ? codeOfNumber(output, numbers[place] ?? 0) : given;
		if (code === before) continue;
		before = code;
		if (code === output.missing) observer.missing?.(output.index);
		else if (output.isListed) observer.held(output.index, code);
	}
}

/** A head that copies from one offset, whatever is there: all there is to do at each position is to look there. */
function shift(runner: HeadRunner, memory: Memory, offset: number, queries: number): void {
	const { head, codes, numbers } = runner;
	for (let query = 0; query < queries; query++) {
		const key = query + offset;
		if (key >= 0 && key < memory.length) copy(runner, memory, query, key);
		else if (head.emptyPosition !== undefined) copy(runner, memory, query, head.emptyPosition);
		else {
			codes[query] = head.emptyCode;
			numbers[query] = head.emptyNumber;
		}
	}
}

/** Writes what {@link attend} computed to memory, where heads of the same layer must not see it. */
export function commit({ head, codes, numbers }: HeadRunner, memory: Memory): void {
	const { output } = head;
	const cells = cellCount(memory, output);
	for (let place = 0, cell = memory.starts[output.index] ?? 0; place < cells; place++, cell++) {
		const code = codes[place] ?? output.missing;
		if (output.isNumerical && code !== output.missing) putNumber(memory, output, cell, numbers[place] ?? 0);
		else memory.codes[cell] = code;
	}
	countWrite(memory, output);
}

function visitSelected({ head, index }: HeadRunner, memory: Memory, query: number, tally: Tally, leftOut: LeftOut[] | undefined): void {
	const { tests, listed } = head;
	if (listed !== undefined) {
		for (const offset of listed) {
			const key = query + offset;
			if (key >= 0 && key < memory.length && passes(tests, 0, memory, query, key)) consider(head, memory, query, key, tally, leftOut);
		}
		return;
	}
	const low = Math.max(0, query + head.from);
	const high = Math.min(memory.length - 1, query + head.to);
	const accepted = tests[0]?.accepts[queryCode(memory, head, query)];
	if (index !== undefined && accepted?.length === 1) {
		const code = accepted[0] ?? 0;
		const end = index.starts[code + 1] ?? 0;
		for (let place = index.starts[code] ?? 0; place < end; place++) {
			const key = index.positions[place] ?? 0;
			if (low <= key && key <= high && passes(tests, 1, memory, query, key)) consider(head, memory, query, key, tally, leftOut);
		}
		return;
	}
	if (accepted?.length === 0) return;
	for (let key = low; key <= high; key++) {
		if (passes(tests, 0, memory, query, key)) consider(head, memory, query, key, tally, leftOut);
	}
}

/** Whether the tests from number `first` on hold for a pair of positions. */
function passes(tests: readonly EncodedTest[], first: number, memory: Memory, query: number, key: number): boolean {
	for (let index = first; index < tests.length; index++) {
		const test = tests[index];
		if (test === undefined) return true;
		const accepted = test.accepts[codeAt(memory, test.query, query)];
		if (accepted?.includes(codeAt(memory, test.key, key)) !== true) return false;
	}
	return true;
}

/** Counts a selected key in. Keys come in ascending order. */
function consider(head: EncodedHead, memory: Memory, query: number, key: number, tally: Tally, leftOut: LeftOut[] | undefined): void {
	if (head.combine === 'mean' || head.combine === 'sum') {
		const cell = cellAt(memory, head.value, key);
		if (memory.codes[cell] === head.value.missing) {
			leftOut?.push({ head: head.output.name, query, key });
			return;
		}
		tally.total += memory.numbers[cell] ?? 0;
	} else if (tally.count === 0 || head.combine === 'last' || (head.combine === 'nearest' && isNearer(key, tally.picked, query))) {
		tally.picked = key;
	}
	tally.count++;
}

function isNearer(key: number, than: number, query: number): boolean {
	if (than === query) return true;
	return key !== query && Math.abs(key - query) < Math.abs(than - query);
}

/** Makes one value of what was counted. */
function settle(runner: HeadRunner, memory: Memory, query: number, { count, total, picked }: Tally): void {
	const { head, codes, numbers } = runner;
	if (count === 0) {
		if (head.emptyPosition !== undefined) copy(runner, memory, query, head.emptyPosition);
		else {
			codes[query] = head.emptyCode;
			numbers[query] = head.emptyNumber;
		}
	} else if (head.combine === 'mean' || head.combine === 'sum') {
		codes[query] = 0;
		numbers[query] = head.combine === 'mean' ? total / count : total;
	} else if (head.combine === 'only' && count > 1) codes[query] = head.output.missing;
	else copy(runner, memory, query, picked);
}

function copy({ head, codes, numbers }: HeadRunner, memory: Memory, query: number, from: number): void {
	if (from >= memory.length) {
		codes[query] = head.output.missing;
		return;
	}
	const cell = cellAt(memory, head.value, from);
	codes[query] = head.copy[memory.codes[cell] ?? 0] ?? head.output.missing;
	numbers[query] = memory.numbers[cell] ?? 0;
}

function queryCode(memory: Memory, { tests }: EncodedHead, query: number): number {
	return tests[0] === undefined ? 0 : codeAt(memory, tests[0].query, query);
}

function codeAt(memory: Memory, variable: EncodedVariable, position: number): number {
	return memory.codes[cellAt(memory, variable, position)] ?? 0;
}

function cellAt({ starts, steps }: Memory, { index }: EncodedVariable, position: number): number {
	return (starts[index] ?? 0) + position * (steps[index] ?? 0);
}
