import { readdirSync, readFileSync } from 'node:fs';
import { createSession, evaluateGraph, type GraphValue, lower } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { findTask } from '../library.js';
import { createRandom } from '../random.js';
import { numberText } from './classic-task.js';

const folder = new URL('../../rasp/', import.meta.url);
const files = readdirSync(folder);

test('there are files', () => {
	expect(files.length).toBeGreaterThan(13);
});

describe.each(files)('%s', (file) => {
	const session = createSession({ misfits: 'off' });
	const outcomes = session.runFile({ name: file, text: readFileSync(new URL(file, folder), 'utf8') });
	const task = findTask(file.replace('.rasp', ''));
	const answer = session.sequence('answer');

	test('gives the answers of the task of its name', () => {
		expect(outcomes.filter(({ kind }) => kind === 'failed' || kind === 'unreadable')).toEqual([]);
		const [codec, oracle, generate, random] = [task.codec(), task.oracle(), task.generate(), createRandom(5)];
		for (let i = 0; i < 200; i++) {
			const text = generate(random, { minLength: 3, maxLength: 20 });
			const values = evaluateGraph(answer, codec.encode(text)).map(asText);
			const found = task.alphabet === undefined ? values.join('').replace(/^0+(?=.)/, '') : values.join(' ');
			expect({ text, found }).toEqual({ text, found: oracle(text) });
		}
	});

	test('becomes a program with no more layers than the paper counts', () => {
		const vocabulary = task.program().input.tokens;
		const { program, cost } = lower(answer, { name: 'answer', vocabulary, maxLength: 12 });
		const layers = program.stages.flatMap((stage) => stage.layers).filter(({ heads }) => heads.length > 0);
		expect(layers.length).toBeLessThanOrEqual(cost.merged.layers);
	});
});

function asText(value: GraphValue): string {
	return typeof value === 'string' || typeof value === 'boolean' ? String(value) : numberText(Number(value));
}
