import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, randomInteger } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

interface Drawn {
	readonly seed: number;
	readonly count: number;
	readonly from: number;
	readonly to: number;
	readonly mostOnes?: number;
}

/** Random strings of bits: a random length, a random number of ones, and these in random places. */
function draw({ seed, count, from, to, mostOnes = to }: Drawn): string {
	const random = createRandom(seed);
	const lines = Array.from({ length: count }, () => {
		const length = randomInteger(random, from, to);
		let ones = randomInteger(random, 0, Math.min(length, mostOnes));
		const bits = Array.from({ length }, (_, index) => {
			const isOne = randomInteger(random, 1, length - index) <= ones;
			if (isOne) ones -= 1;
			return isOne ? '1' : '0';
		});
		return bits.join(' ');
	});
	return `${lines.join('\n')}\n`;
}

/** A folder with training strings of up to 20 bits, test strings of 21 to 40, and such with at most 19 ones. */
function parityFolder(): string {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'train.txt'), draw({ seed: 9, count: 500, from: 1, to: 20 }));
	writeFileSync(join(cwd, 'test.txt'), draw({ seed: 2, count: 500, from: 21, to: 40 }));
	writeFileSync(join(cwd, 'few.txt'), draw({ seed: 3, count: 300, from: 21, to: 40, mostOnes: 19 }));
	return cwd;
}

async function report(words: string, cwd: string): Promise<unknown> {
	const { code, out, err } = await alta(`analyze rows ${words} --json`, { cwd });
	expect([code, err]).toEqual([0, '']);
	return JSON.parse(out);
}

describe('parity of longer strings than in training', () => {
	const files = '--train train.txt --test test.txt';

	test('needs other rows of the absolute program if every combination of values has its own', async () => {
		const found = await report(`parity-sequential-absolute ${files} --rows enumerated`, parityFolder());
		expect(found).toMatchObject({
			program: 'parity-sequential-absolute',
			rowSource: 'enumerated',
			rows: 15_004,
			train: { inputs: 500, fired: 118 },
			test: { inputs: 500, fired: 238, covered: 0, share: 0 },
		});
		expect(found).toHaveProperty('test.uncovered.length', 500);
		expect(found).toHaveProperty('testOnly.rows.length', 120);
		expect(found).toHaveProperty('testOnly.rows.0', {
			kind: 'table',
			stage: 0,
			layer: 0,
			update: 0,
			row: expect.any(Number),
			writes: 'parity',
			text: expect.stringMatching(/^parity ← [01] where parity = [01], done = false, idx = 20, idxLeft = 19, /),
		});
	});

	test('needs no other of its own rows, but positions never seen', async () => {
		const found = await report(`parity-sequential-absolute ${files}`, parityFolder());
		expect(found).toMatchObject({
			rowSource: 'own',
			rows: 7,
			train: { fired: 7 },
			test: { fired: 7, covered: 500, share: 1, uncovered: [] },
		});
		const positions = (variable: string) => Array.from({ length: 20 }, (_, index) => ({ variable, value: 20 + index }));
		const seen = Array.from({ length: 20 }, (_, index) => ({ variable: 'idxLeft', value: 19 + index }));
		expect(found).toHaveProperty('testOnly', { rows: [], coordinates: [...positions('idx'), ...seen] });
	});

	test('needs nothing else of the relative program', async () => {
		const cwd = parityFolder();
		const nothing = { rows: [], coordinates: [] };
		const enumerated = await report(`parity-sequential-relative ${files} --rows enumerated`, cwd);
		expect(enumerated).toMatchObject({ rows: 10, train: { fired: 10 }, test: { covered: 500 }, testOnly: nothing });
		const own = await report(`parity-sequential-relative ${files} --rows own`, cwd);
		expect(own).toMatchObject({ rows: 7, train: { fired: 7 }, test: { covered: 500 }, testOnly: nothing });
	});

	test('needs counts never seen of the program that counts, and no other where there are few ones', async () => {
		const cwd = parityFolder();
		const found = await report(`parity-sum-mod-2 ${files} --rows enumerated`, cwd);
		expect(found).toMatchObject({ rows: 450, train: { fired: 51 } });
		// A string of n bits has up to n ones, of which 20 were seen: 21/(n + 1) of the strings on the average, which is 0.69.
		expect(found).toHaveProperty('test.share', expect.closeTo(0.69, 1));
		const few = await report('parity-sum-mod-2 --train train.txt --test few.txt --rows enumerated', cwd);
		expect(few).toMatchObject({ test: { inputs: 300, covered: 300 }, testOnly: { rows: [], coordinates: [] } });
	});
});

describe('alta analyze rows', () => {
	test('draws a table', async () => {
		const cwd = parityFolder();
		const { code, out } = await alta('analyze rows parity-sum-mod-2 --train train.txt --test few.txt --rows enumerated', { cwd });
		expect(code).toBe(0);
		expect(out).toBe(
			[
				'parity-sum-mod-2, 450 rows, one for every combination of values',
				'',
				'              inputs  rows that fire',
				'  training       500              51',
				'  test           300              50',
				'  test only                        0',
				'',
				'300 of 300 test inputs covered (100.0%): an input is covered if it needs no row that training never fires',
				'',
			].join('\n'),
		);
	});

	test('shows some of the rows and values that only the test set needs', async () => {
		const cwd = temporaryFolder();
		writeFileSync(join(cwd, 'train.txt'), '1\n1 0\n');
		writeFileSync(join(cwd, 'test.txt'), draw({ seed: 2, count: 100, from: 0, to: 30 }));
		const { out } = await alta('analyze rows parity-sequential-absolute --train train.txt --test test.txt --rows enumerated', { cwd });
		expect(out).toMatch(
			/\nrows that only the test set fires\n( {2}(parity|done|doneLeft) ← .*\n){12} {2}… \d+ more; --json prints all\n\n/,
		);
		expect(out).toContain('\n  idx  2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 … 28 values\n');
	});

	test('takes the input from a line of data, and the other set from standard input', async () => {
		const cwd = temporaryFolder();
		writeFileSync(join(cwd, 'train.txt'), 'IN: 1 0 OUT: 1\nIN: 1 1 OUT: 0\n');
		const words = 'analyze rows parity-sum-mod-2 --set maxLength=4 --train train.txt --test - --json';
		const { out } = await alta(words, { cwd, stdin: '0 1\nIN: 1 1 1 OUT: 1\n' });
		expect(JSON.parse(out)).toMatchObject({
			train: { inputs: 2 },
			test: { inputs: 2, covered: 1, uncovered: [2] },
		});
	});

	test('warns about runs that did not halt, with exit code 1: ALTA9032', async () => {
		const cwd = parityFolder();
		const { code, err } = await alta('analyze rows parity-sequential-relative --train train.txt --test test.txt --max-layers 20', { cwd });
		expect(code).toBe(1);
		expect(err).toContain('ALTA9032');
		expect(err).toContain('on 500 of 500 test inputs');
		expect(err).not.toContain('training inputs');
	});

	test('tells how far it has come', async () => {
		const { err } = await alta('analyze rows parity-sequential-relative --train train.txt --test few.txt', {
			cwd: parityFolder(),
			tick: 10,
		});
		expect(err.split('\n')[0]).toBe('analyze: 200 of 800, about 6 s left');
	});

	test('refuses what it does not understand', async () => {
		const cwd = temporaryFolder();
		writeFileSync(join(cwd, 'bits.txt'), '0 1\n0 x\n');
		const cases = [
			['columns parity-sum-mod-2', 'ALTA9001'],
			['rows parity-sum-mod-2 --test bits.txt', 'ALTA9005', 'Write --train FILE.'],
			['rows parity-sum-mod-2 --train bits.txt', 'ALTA9005', 'Write --test FILE.'],
			['rows parity-sum-mod-2 --train - --test -', 'ALTA9007'],
			['rows parity-sum-mod-2 --train - --test bits.txt', 'ALTA8004', 'test inputs › line 2 › task'],
			['rows addition --train - --test bits.txt --rows enumerated', 'ALTA1160', '"token" 13'],
		];
		for (const [words, ...expected] of cases) {
			const { code, out, err } = await alta(`analyze ${words}`, { cwd });
			expect([code, out]).toEqual([2, '']);
			for (const text of expected) expect(err).toContain(text);
		}
	});
});
