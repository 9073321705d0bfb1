import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openTerminal } from './terminal.js';

/** A terminal at which keys come in pieces, and what it answers as often as it is asked. */
async function answers(pieces: readonly string[], times: number): Promise<unknown[]> {
	const stdin = new PassThrough();
	const stdout = new PassThrough();
	stdout.resume();
	const terminal = openTerminal(() => ({ words: [], part: '' }), { stdin, stdout });
	for (const piece of pieces) stdin.write(piece);
	stdin.end();
	const found: unknown[] = [];
	for (let time = 0; time < times; time++) {
		found.push(await terminal.ask('> '));
		// What handles a line may take its time.
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	terminal.close();
	return found;
}

test('lines that are pasted at once, or typed ahead, all arrive', async () => {
	expect(await answers(['a = 1;\rb = 2;\rc', ' = 3;\r'], 4)).toEqual([{ line: 'a = 1;' }, { line: 'b = 2;' }, { line: 'c = 3;' }, 'end']);
	expect(await answers(['def f(x) {\r\n  return x;\r\n}\nf(', 'indices);\n'], 5)).toEqual([
		{ line: 'def f(x) {' },
		{ line: '  return x;' },
		{ line: '}' },
		{ line: 'f(indices);' },
		'end',
	]);
});

test('characters that are cut by pieces stay whole, and an interrupt is none', async () => {
	expect(await answers(['x = "é";\r\x03', 'y;\r'], 3)).toEqual([{ line: 'x = "é";' }, 'interrupt', { line: 'y;' }]);
});
