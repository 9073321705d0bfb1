import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, randomInteger, type ScanExample, type ScanSplitName, scanSplits } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

function dataLine({ command, actions }: ScanExample, pads = 0): string {
	return `IN: ${'pad '.repeat(pads)}${command} OUT: ${actions}\n`;
}

/** What the command says of two sets of lines, for a program with room for so much padding. */
async function analyze(train: readonly string[], test: readonly string[], padding: number): Promise<unknown> {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'train.txt'), train.join(''));
	writeFileSync(join(cwd, 'test.txt'), test.join(''));
	const { code, out } = await alta(`analyze rows scan --set padding=${padding} --train train.txt --test test.txt --json`, { cwd });
	expect(code).toBe(0);
	return JSON.parse(out);
}

describe('commands longer than in training', () => {
	const short = ['jump around right twice', 'walk thrice and walk', 'walk and jump around right', 'look and walk thrice'];
	const long = ['jump around right twice and walk thrice\n'];

	test('need cells that short ones never reach', async () => {
		const found = await analyze(
			short.map((command) => `${command}\n`),
			long,
			0,
		);
		expect(found).toMatchObject({ train: { inputs: 4 }, test: { inputs: 1, covered: 0 } });
		expect(found).toHaveProperty('testOnly.rows.0.writes', expect.any(String));
	});

	test('need nothing else where the tape was shifted in training', async () => {
		const shifted = Array.from({ length: 32 }, (_, pads) => short.map((command) => `${'pad '.repeat(pads)}${command}\n`)).flat();
		const found = await analyze(shifted, long, 32);
		expect(found).toMatchObject({ train: { inputs: 128 }, test: { inputs: 1, covered: 1 }, testOnly: { rows: [] } });
	});
});

/** How many test commands of each split are covered without padding. */
const covered: readonly (readonly [ScanSplitName, number, number])[] = [
	['simple', 4182, 4182],
	['length', 0, 3920],
	['add-jump', 81, 7706],
	['add-turn-left', 1208, 1208],
	['template-jump-around-right', 1173, 1173],
	['template-right', 0, 4476],
	['template-opposite-right', 0, 4476],
	['template-around-right', 0, 4476],
];

describe.runIf(process.env.ALTA_FULL === '1')('the splits of SCAN (npm run test:full)', () => {
	test.for(covered)('%s: %i of %i commands are covered', { timeout: 300_000 }, async ([name, share, inputs]) => {
		const split = scanSplits[name].make();
		const found = await analyze(
			split.train.map((example) => dataLine(example)),
			split.test.map((example) => dataLine(example)),
			0,
		);
		expect(found).toMatchObject({ test: { inputs, covered: share } });
	});

	test('length, with random padding in training: all are', { timeout: 300_000 }, async () => {
		const random = createRandom(1);
		const split = scanSplits.length.make();
		const found = await analyze(
			split.train.map((example) => dataLine(example, randomInteger(random, 0, 31))),
			split.test.map((example) => dataLine(example)),
			32,
		);
		expect(found).toMatchObject({ test: { inputs: 3920, covered: 3920 }, testOnly: { rows: [], coordinates: [] } });
	});
});
