import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { runMachine } from './machine.js';
import { subleqDefaults } from './options.js';
import { subleq } from './task.js';

const codec = subleq.codec();
const oracle = subleq.oracle();

const ADD = '9 11 3 11 10 6 11 11 -1 5 10 0';

test('the oracle runs the machine until it halts', () => {
	expect(oracle(ADD)).toBe('9 11 3 11 10 6 11 11 -1 5 15 0');
	expect(oracle('9 10 6 11 11 0 11 11 -1 1 3 0')).toBe('9 10 6 11 11 0 11 11 -1 1 0 0');
	expect(oracle('-1 0 0 5 6')).toBe('-1 0 0 5 6');
	expect(oracle('0 -2 0')).toBe('0 -2 0');
});

test('a machine may rewrite its own instructions', () => {
	// The first instruction makes the third number of the second one negative, so that it halts there.
	expect(oracle('6 5 3 8 8 0 1 0 0')).toBe('6 5 3 8 8 -1 1 0 0');
	// This one changes the address that it goes to itself, from 0 to -1.
	expect(oracle('3 2 0 1')).toBe('3 2 -1 1');
});

describe('texts', () => {
	test('a cell a word', () => {
		expect(codec.encode(' 9  -16 +3 -0 05 ')).toEqual(['9', '-16', '3', '0', '5']);
		expect(codec.decode([9, -16, 3], ['9', '-16', '3'])).toBe('9 -16 3');
	});

	test('everything wrong with them at once', () => {
		expect(() => codec.encode('17 x -17')).toThrow(/ALTA8007: 17 is[\s\S]*ALTA8004: "x"[\s\S]*ALTA8007: -17 is/);
		expect(() => codec.encode('0 '.repeat(17))).toThrow(/ALTA8005: The memory has 17 cells/);
		expect(subleq.codec({ cells: 17, maxValue: 17 }).encode('17 '.repeat(17))).toHaveLength(17);
		expect(() => subleq.codec({ cells: 0 })).toThrow('ALTA8003');
	});
});

describe('a machine that cannot go on', () => {
	test('an address behind the last cell is ALTA8010, naming the instruction', () => {
		const message = /ALTA8010: The instruction 0 12 3 at address 3 leaves the memory: it speaks of address 12/;
		expect(() => oracle('6 6 3 0 12 3 0')).toThrow(message);
		expect(() => oracle('12 0 3')).toThrow(/ALTA8010[\s\S]*cells 0 to 2\./);
	});

	test('going behind the last cell is ALTA8010', () => {
		expect(() => oracle('3 4 3 0 5')).toThrow(/ALTA8010: There is no instruction at address 3/);
		expect(() => oracle('0 0 9')).toThrow(/ALTA8010: There is no instruction at address 9/);
		expect(() => oracle('')).toThrow(/ALTA8010[\s\S]*no cells/);
	});

	test('a result that does not fit is ALTA8011, naming the instruction', () => {
		expect(() => oracle('3 4 -1 16 -16')).toThrow(/ALTA8011: The instruction 3 4 -1 at address 0 would store -32 in cell 4/);
	});

	test('decoding says so too, where that is what the program came to', () => {
		expect(() => codec.decode([3, 4, -1, 16, -16], ['3', '4', '-1', '16', '-16'])).toThrow('ALTA8011');
		expect(() => codec.decode([6, 6, 3, 0, 12, 3, 0], codec.encode('6 6 3 0 12 3 0'))).toThrow('ALTA8010');
		// One layer into the same run nothing is wrong yet.
		expect(codec.decode([6, 6, 3, 0, 12, 3, 1], codec.encode('6 6 3 0 12 3 1'))).toBe('6 6 3 0 12 3 1');
	});

	test('one that does not halt is ALTA8012', () => {
		expect(() => oracle('3 3 0 0')).toThrow('ALTA8012');
		expect(codec.decode([3, 3, 0, 0], codec.encode('3 3 0 0'))).toBe('3 3 0 0');
	});
});

test('generated machines halt soon; they run loops, and some rewrite what they execute', () => {
	const random = createRandom(3);
	const runs = Array.from({ length: 300 }, () => {
		const text = subleq.generate()(random, { minLength: 4, maxLength: 16 });
		return traceMachine(codec.encode(text).map(Number));
	});
	expect(runs.every((run) => run.halted && run.executed <= 60)).toBe(true);
	expect(Math.max(...runs.map((run) => run.executed))).toBeGreaterThan(5);
	expect(runs.filter((run) => run.rewritten).length).toBeGreaterThan(20);
});

test('generated lengths stay within the limits and reach both ends', () => {
	const random = createRandom(5);
	const lengths = new Set(
		Array.from({ length: 200 }, () => codec.encode(subleq.generate()(random, { minLength: 1, maxLength: 6 })).length),
	);
	expect([...lengths].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
	expect(() => subleq.generate()(random, { maxLength: 0 })).toThrow('ALTA8006');
});

/** Runs a machine step by step; `rewritten` tells whether it executed a cell that it had stored to. */
function traceMachine(start: readonly number[]): { readonly halted: boolean; readonly executed: number; readonly rewritten: boolean } {
	const { executed, ending } = runMachine(start, subleqDefaults, 100);
	const stored = new Set<number>();
	let rewritten = false;
	let at = 0;
	for (let step = 0; step < executed; step++) {
		const { memory } = runMachine(start, subleqDefaults, step);
		rewritten ||= [at, at + 1, at + 2].some((cell) => stored.has(cell));
		const [, b = 0, c = 0] = memory.slice(at, at + 3);
		stored.add(b);
		const result = runMachine(start, subleqDefaults, step + 1).memory[b] ?? 0;
		at = result > 0 ? at + 3 : c;
	}
	return { halted: ending.end === 'halted', executed, rewritten };
}
