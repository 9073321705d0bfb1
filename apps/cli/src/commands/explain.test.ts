import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProgram, type Update } from '@alta-ts/core';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

const PARITY = 'explain parity-sequential-relative';

async function text(command: string | readonly string[]): Promise<string> {
	const { code, out, err } = await alta(command);
	expect([code, err]).toEqual([0, '']);
	return out;
}

test('a coordinate: what it means, what puts it there and what reads it', async () => {
	const out = await text(`${PARITY} parity=1`);
	expect(out).toContain('parity=1, coordinate 1: 1 where parity is 1\n');
	expect(await text(`${PARITY} 1`)).toBe(out);
	expect(out).toMatch(/1 token 1\n +variable parity › init/);
	expect(out).toMatch(/put there by.*parity := 1, which was 0 where .*\(update 0, row 1\).*read by.*answer 1\n +output parity/s);
});

test('a variable is all its coordinates, and a head of the same name comes with it', async () => {
	expect((await text(`${PARITY} parity`)).match(/coordinate \d/g)).toEqual(['coordinate 0', 'coordinate 1']);
	const left = await text(`${PARITY} parityLeft`);
	expect(left).toContain('1 for 0, 2 for 1; 0 where it is undefined');
	expect(left).toContain('sees keys at offsets −1');
	expect(left).toContain('[parity=0] + 2·[parity=1], added to parityLeft');
	expect(await text(`${PARITY} stage.0.layer.0.attention.parityLeft`)).not.toContain('coordinate');
});

test('a unit: its formula, its rule, and what its inputs are', async () => {
	const out = await text(`${PARITY} stage.0.layer.0.mlp.1[0]`);
	expect(out).toMatch(/= clip\(mlp\.0\[\d+\] \+ mlp\.0\[\d+\] \+ mlp\.0\[\d+\] − 2\)/);
	expect(out).toContain('(update 0, row 1)');
	expect(out).toContain('= clip([parity=0] + [done=false] − 1)');
	expect(out).toContain('stage 0 › layer 0 › condition on parityLeft');
});

test('a weight, by numbers, by names, in a vector, and one that is not there', async () => {
	const named = await text([...PARITY.split(' '), 'embedding.token[START,done=true]']);
	expect(named).toContain('embedding.token[2,3] is 1\n  from token START to done=true\n  put there by\n    variable done › init');
	expect(await text(`${PARITY} embedding.token[2,3]`)).toBe(named);
	expect(await text(`${PARITY} stage.0.layer.0.mlp.1.bias[0]`)).toContain('is −2\n  from a bias to stage.0.layer.0.mlp.1[0]');
	expect(await text(`${PARITY} embedding.token[2,0]`)).toContain('is 1');
	expect(await text(`${PARITY} embedding.token[0,3]`)).toBe('embedding.token[0,3] is 0\n  from token 0 to done=true\n');
});

test('an activation: what was added, the rule that held, and what it read', async () => {
	const at = [...PARITY.split(' '), '--input', '1 0 1', '--layer'];
	const out = await text([...at, '2', '--position', '2', 'parity=1']);
	expect(out).toContain('layer 2, position 2 (0)\nparity=1 is 1 at the end of the layer, 0 before\n  +1 ');
	expect(out).toMatch(/parity := 1, which was 0 where done = false .*\(update 0, row 1\)\n +read .*\[doneLeft\] = 2/);
	expect(await text([...at, '0', '--position', '0', 'done=true'])).toMatch(
		/start, position 0 \(START\)\ndone=true is 1\n {2}\+1 token START/,
	);
	expect(await text([...at, '1', 'parityLeft'])).toContain('parityLeft › parityLeft is 1');
});

test('a model folder is explained as its program is, and JSON has everything', async () => {
	const cwd = temporaryFolder();
	await alta('compile parity-intermediate-variable -o m', { cwd });
	const [folder, program] = [
		await alta('explain m numOnes --json', { cwd }),
		await alta('explain parity-intermediate-variable numOnes --json'),
	];
	expect(JSON.parse(folder.out)).toEqual(JSON.parse(program.out));
	expect(JSON.parse(program.out)).toMatchObject({ part: 'numOnes', explanations: [{ kind: 'coordinate', name: 'numOnes' }] });
	const run = JSON.parse((await alta(['explain', 'm', 'numOnes', '--json', '--input', '1 0', '--layer', '1'], { cwd })).out);
	expect(run).toMatchObject({ run: { layer: 1, activations: [{ name: 'numOnes', before: 1 }] } });
});

test('ranges of rows are cut, with their update once', async () => {
	expect(await text('explain subleq mem=0')).toMatch(/\(update 0, rows \d+–\d+(, \d+(–\d+)?){3}, … \d+ ranges/);
	const all = await text('explain subleq mem=0 --all');
	expect(all).toMatch(/\(update 0, rows \d+–\d+(, \d+(–\d+)?){10}/);
	expect(all).not.toContain(' ranges');
});

test('long lists are cut with a count', async () => {
	expect(await text('explain parity-intermediate-variable numOnes')).toMatch(/… \d+ more \(--all shows them\)/);
	expect(await text('explain parity-intermediate-variable numOnes --all')).not.toContain(' more (');
});

test('rows with a span are shown with their line', async () => {
	const cwd = temporaryFolder();
	const program = findTask('parity-sequential-relative').program();
	const spanned = (update: Update): Update =>
		'rows' in update ? { ...update, rows: update.rows.map((row) => ({ ...row, source: { source: 'p.json', from: 3, to: 9 } })) } : update;
	const stages = program.stages.map((stage) => ({
		...stage,
		layers: stage.layers.map((layer) => ({ ...layer, updates: layer.updates.map(spanned) })),
	}));
	writeFileSync(join(cwd, 'p.json'), printProgram({ ...program, stages }));
	expect((await alta('explain p.json parity=1', { cwd })).out).toContain('(update 0, row 1; p.json:2)');
	await alta('compile p.json -o m', { cwd });
	expect((await alta('explain m parity=1', { cwd })).out).toContain('(update 0, row 1; p.json)');
});

test('ALTA9050: a part that is not there, with the nearest name', async () => {
	expect((await alta(`${PARITY} partiy=1`)).err).toMatch(/ALTA9050.*Write parity=1\./s);
	expect((await alta(`${PARITY} stage.0.layer.0.mlp.1[99]`)).err).toMatch(
		/ALTA9050.*has \d+ units, counted from 0.*Write a number from 0 to/s,
	);
	expect((await alta(`${PARITY} embedding.token`)).err).toMatch(
		/Write embedding\.token\[ROW,COLUMN\], for example embedding\.token\[0,parity=0\]/,
	);
	expect((await alta([...PARITY.split(' '), 'embedding.token[d,done=true]'])).err).toMatch(/row "d" is no token; there are 0 1 START/);
	expect((await alta(`${PARITY} xyzzy`)).err).toMatch(/Take a name that alta inspect shows, such as parity=0/);
});

test('ALTA9051: layers, positions and units beyond the run', async () => {
	const at = [...PARITY.split(' '), 'parity', '--input', '1 0'];
	expect((await alta([...at, '--layer', '9'])).err).toMatch(/ALTA9051.*layer 9/s);
	expect((await alta([...at, '--position', '9'])).err).toMatch(/ALTA9051.*position 9/s);
	expect((await alta([...PARITY.split(' '), 'embedding.token[2,3]', '--input', '1 0'])).err).toContain('ALTA9051');
	expect((await alta(`${PARITY} parity --layer 1`)).err).toContain('ALTA9007');
});
