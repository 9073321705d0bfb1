import { validateProgram } from '@alta-ts/core';
import { isAltaError, type Problem } from '@alta-ts/diagnostics';
import { describe, expect, test } from 'vitest';
import { findTask, library } from './library.js';
import { createRandom } from './random.js';

test('names are unique and found', () => {
	expect(new Set(library.map((task) => task.name)).size).toBe(library.length);
	for (const task of library) expect(findTask(task.name)).toBe(task);
});

test('an unknown name is ALTA8001 and the nearest is suggested', () => {
	expect(() => findTask('parity-sum-mod2')).toThrow(/ALTA8001[\s\S]*Write "parity-sum-mod-2"/);
});

function problemsOf(body: () => void): readonly Problem[] {
	try {
		body();
		return [];
	} catch (error) {
		if (isAltaError(error)) return error.problems;
		throw error;
	}
}

for (const task of library) {
	describe(`${task.name}`, () => {
		test('the program is valid, and its name is that of the task', () => {
			const program = task.program();
			expect(program.name).toBe(task.name);
			expect(validateProgram(program)).toEqual([]);
		});

		test('texts become tokens of the program, never more than it takes', () => {
			const { input, positions } = task.program();
			const random = createRandom(11);
			const generate = task.generate();
			for (let i = 0; i < 100; i++) {
				const tokens = task.codec().encode(generate(random, { maxLength: 1000 }));
				expect(tokens.filter((token) => !input.tokens.includes(token))).toEqual([]);
				expect(tokens.length).toBeLessThanOrEqual(positions ?? Number.POSITIVE_INFINITY);
			}
		});

		test('a word of thousands of letters is refused in few', () => {
			const told = ['x', '1', '9', '(', '1+'].flatMap((part) => problemsOf(() => task.codec().encode(part.repeat(3000))));
			expect(told).not.toEqual([]);
			for (const { what, why, fix } of told) expect(`${what} ${why} ${fix}`.length).toBeLessThan(700);
		});

		test('generated texts have answers, and the longest that is generated is the longest there is', () => {
			const random = createRandom(4);
			const [generate, oracle, codec] = [task.generate(), task.oracle(), task.codec()];
			const longest = task.maxLength() ?? 20;
			for (let i = 0; i < 20; i++) {
				const text = generate(random, { minLength: longest, maxLength: longest });
				expect(() => codec.encode(text)).not.toThrow();
				expect(oracle(text)).toBe(oracle(` ${text} `));
			}
			if (task.maxLength() !== undefined) expect(() => generate(random, { minLength: longest + 1, maxLength: 1000 })).toThrow('ALTA8006');
		});

		test('equal seeds generate equal texts', () => {
			const texts = (): string[] => {
				const random = createRandom(9);
				return Array.from({ length: 5 }, () => task.generate()(random, { maxLength: 20 }));
			};
			expect(texts()).toEqual(texts());
		});

		test('limits that leave no length are ALTA8006', () => {
			expect(() => task.generate()(Math.random, { minLength: 3, maxLength: 2 })).toThrow('ALTA8006');
			expect(() => task.generate()(Math.random, { maxLength: Number.NaN })).toThrow('ALTA8006');
		});
	});
}
