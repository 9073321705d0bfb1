import { describe, expect, test } from 'vitest';
import { findTask, library } from '../library.js';
import { createRandom } from '../random.js';
import { wordsOf } from '../words.js';

for (const task of library.filter(({ unit }) => unit === 'bits')) {
	describe(`${task.name}`, () => {
		test('generated lengths stay within the limits and reach both ends', () => {
			const random = createRandom(5);
			const generate = task.generate();
			const lengths = new Set(Array.from({ length: 100 }, () => wordsOf(generate(random, { minLength: 2, maxLength: 5 })).length));
			expect([...lengths].sort((a, b) => a - b)).toEqual([2, 3, 4, 5]);
		});

		test('a word that is no bit is ALTA8004, each of them', () => {
			expect(() => task.codec().encode('1 x 0 101')).toThrow(/ALTA8004: "x"[\s\S]*ALTA8004: "101"[\s\S]*Write "1 0 1"/);
		});

		test('the oracle counts ones', () => {
			const oracle = task.oracle();
			expect([oracle('1'), oracle('1 1'), oracle(' 0  1 0 '), oracle('0 0')]).toEqual(['1', '0', '1', '0']);
		});
	});
}

test.each(['parity-sequential-absolute', 'parity-sum-mod-2', 'parity-intermediate-variable'])(
	'a text too long for %s is ALTA8005',
	(name) => {
		const task = findTask(name);
		const options = { maxLength: 5 };
		const most = task.maxLength(options) ?? 0;
		expect(task.codec(options).encode('1 '.repeat(most)).length).toBe(5);
		expect(() => task.codec(options).encode('1 '.repeat(most + 1))).toThrow('ALTA8005');
		expect(() => task.program({ maxLength: 0 })).toThrow('ALTA8003');
	},
);

test('codecs add the tokens that programs want around the bits', () => {
	expect(findTask('parity-sequential-relative').codec().encode('1 0')).toEqual(['START', '1', '0']);
	expect(findTask('parity-sequential-absolute').codec().encode('1 0')).toEqual(['1', '0']);
	expect(findTask('parity-sum-mod-2').codec().encode('1 0')).toEqual(['1', '0', 'EOS']);
	expect(findTask('parity-intermediate-variable').codec().encode('1 0')).toEqual(['1', '0', 'EOS']);
});

test('the answer is at the last position', () => {
	expect(findTask('parity-sequential-relative').codec().decode([0, 1, 1], ['START', '1', '0'])).toBe('1');
	expect(findTask('parity-sequential-absolute').codec().decode([], [])).toBe('');
});

test('tables are small: one row a value written', () => {
	const rows = (name: string): number[] =>
		findTask(name)
			.program()
			.stages.flatMap((stage) =>
				stage.layers.flatMap((layer) => layer.updates.map((update) => ('rows' in update ? update.rows.length : 0))),
			);
	expect(rows('parity-sum-mod-2')).toEqual([2]);
	expect(rows('parity-sequential-relative').reduce((sum, each) => sum + each)).toBeLessThanOrEqual(6);
});
