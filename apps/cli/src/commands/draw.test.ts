import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

function folder(source: string): string {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'a.rasp'), source);
	return cwd;
}

test('draws the last s-op of a file on the example', async () => {
	const cwd = folder(
		'set example "abc"\nfirst = indices;\nreversed = aggregate(select(indices, length - indices - 1, ==), tokens);\nn = 3;\n',
	);
	expect(await alta('draw a.rasp -o flow.svg', { cwd })).toEqual({ code: 0, out: '', err: 'note: drawn in flow.svg\n' });
	const picture = readFileSync(join(cwd, 'flow.svg'), 'utf8');
	expect(picture).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
	for (const text of ['reversed(&quot;abc&quot;)', 'layer 1', 'layer 2', 'head 1: full_s', 'length'])
		expect(picture).toContain(`>${text}<`);
	expect((await alta('draw a.rasp', { cwd })).out).toBe(picture);
});

test('draws what is asked for, on the input that is given', async () => {
	const cwd = folder('x = count(tokens, "<");\ny = indices;\n');
	const { out } = await alta(['draw', 'a.rasp', '--output', 'x', '--input', '"<a<"'], { cwd });
	expect(out).toContain('>x(&quot;&lt;a&lt;&quot;)<');
	expect(JSON.parse((await alta('draw a.rasp --output x --json', { cwd })).out)).toMatchObject({ layers: 1, headsPerLayer: [1] });
});

test('says where there is nothing to draw (ALTA9052)', async () => {
	const cwd = folder('x = 3;\n');
	expect((await alta('draw a.rasp', { cwd })).err).toContain('ALTA9052');
	expect((await alta('draw a.rasp --output x', { cwd })).err).toContain('x is no s-op');
});

test('writes SVG alone: ALTA9052', async () => {
	const cwd = folder('x = indices;\n');
	expect((await alta('draw a.rasp -o x.png', { cwd })).err).toMatch(/ALTA9052[\s\S]*-o x\.svg/);
});

test('says that an input is missing where the example does not fit', async () => {
	const cwd = folder('x = tokens_int * 2;\n');
	expect((await alta('draw a.rasp', { cwd })).err).toMatch(/Without --input it is drawn on the example "hello"[\s\S]*--input '\[1, 2\]'/);
	expect((await alta(['draw', 'a.rasp', '--input', '[1, 2]'], { cwd })).code).toBe(0);
});
