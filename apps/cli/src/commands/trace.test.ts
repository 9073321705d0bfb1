import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { categorical, defineProgram, numerical, printProgram } from '@alta-ts/core';
import { findTask } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

test('prints tables and the answer', async () => {
	const { code, out } = await alta('trace parity-sequential-relative 1 0');
	expect(code).toBe(0);
	expect(out).toContain('* changed, · undefined, T true, F false\n');
	expect(out).toContain('layer 2');
	expect(out).not.toContain('layer 3');
	expect(out).toContain('halted after 2 layers, answer: 1');
});

test('lines fit the terminal', async () => {
	const { out } = await alta('trace parity-sequential-relative 1 0 1 1 0 1 0 1 1 1 0 0 1', { columns: 50 });
	expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
});

test('prints JSON lines: the start, then every layer with the rows that fired', async () => {
	const { out } = await alta('trace parity-sequential-relative 1 0 --json');
	const [start, ...layers] = out
		.trimEnd()
		.split('\n')
		.map((line): unknown => JSON.parse(line));
	expect(start).toEqual({
		program: 'parity-sequential-relative',
		tokens: ['START', '1', '0'],
		initial: { parity: [0, 1, 0], done: [true, false, false], parityLeft: [null, null, null], doneLeft: [null, null, null] },
	});
	expect(layers).toHaveLength(2);
	expect(layers[0]).toMatchObject({
		stage: 0,
		pass: 0,
		layer: 0,
		afterAttention: { doneLeft: [null, true, false] },
		afterUpdates: { done: [true, true, false], doneLeft: [null, null, null] },
		fired: [
			{ position: 1, update: 0, row: expect.any(Number) },
			{ position: 1, update: 1, row: 0 },
		],
		leftOut: [],
	});
});

test('a run that reaches its limit exits with 1', async () => {
	const { code, out, err } = await alta('trace parity-sequential-relative 1 0 --max-layers 1');
	expect(code).toBe(1);
	expect(out).toContain('stopped after 1 layer,');
	expect(err).toMatch(/ALTA9032.*Allow more with --max-layers/s);
	expect((await alta('trace parity-sequential-relative 1 0 --layers 1')).code).toBe(0);
});

test('a limit of the program itself is not one that --max-layers raises', async () => {
	const cwd = temporaryFolder();
	const program = findTask('parity-sequential-relative').program();
	const stages = program.stages.map((stage) => {
		if (typeof stage.repeat === 'number') throw new Error('the program loops');
		return { ...stage, repeat: { ...stage.repeat, atMost: 2 } };
	});
	writeFileSync(join(cwd, 'p.json'), printProgram({ ...program, stages }));
	for (const words of ['trace p.json', 'run p.json', 'run p.json --engine model']) {
		const { code, err } = await alta(`${words} START 1 0 1 1`, { cwd });
		expect(code).toBe(1);
		expect(err).toMatch(/ALTA9032.*within 2 layers, and has no more.*larger `atMost`/s);
	}
});

test('shows what happened even where the answer cannot be read', async () => {
	const { code, out, err } = await alta('trace subleq 15 0 3');
	expect(code).toBe(2);
	expect(out).toContain('layer 1');
	expect(err).toContain('ALTA80');
});

test('a program that stands still is said never to halt, and why', async () => {
	const cwd = temporaryFolder();
	const stuck = findTask('parity-sequential-relative').program();
	writeFileSync(join(cwd, 'p.json'), printProgram(stuck));
	const reason =
		/will never halt: from layer 2 on nothing changes any more[\s\S]*"done" is true at every position, and at position 0 it stays false/;
	const { code, out, err } = await alta('trace p.json 1 START 0', { cwd });
	expect(code).toBe(1);
	expect(err).toMatch(reason);
	expect(out).toContain('layer 2');
	expect(out).toContain('stopped after 65,536 layers');
	expect((await alta('run p.json 1 START 0', { cwd })).err).toMatch(reason);
	expect((await alta('run p.json 1 START 0 --max-layers 1', { cwd })).err).toContain('did not halt within 1 layer.');
});

test('of a long run only a part is shown, and a run that goes on and on is not said to stand still', async () => {
	const cwd = temporaryFolder();
	const flip = defineProgram({
		name: 'flip',
		tokens: ['a', 'b'],
		variables: {
			on: categorical([false, true], { constant: false }),
			done: categorical([false, true], { byToken: (token) => token === 'b' }),
		},
		mlp: (z) => {
			z.on = !z.on;
		},
		output: 'on',
		halt: { variable: 'done', equals: true },
	});
	writeFileSync(join(cwd, 'flip.json'), printProgram(flip));
	const { code, out, err } = await alta('trace flip.json a', { cwd });
	expect(code).toBe(1);
	expect(out).toContain('layer 1000');
	expect(out).not.toContain('layer 1001');
	expect(err).toContain('only the first 1,000 layers of 65,536 are shown; --max-layers N shows N');
	expect(err).toContain('did not halt within 65,536 layers');
	expect((await alta('trace flip.json a --layers 1002', { cwd })).out).toContain('layer 1002');
});

test('the legend tells of numbers that tables see as others only where there are some', async () => {
	const cwd = temporaryFolder();
	const program = defineProgram({
		name: 'rounded',
		tokens: ['a', 'b'],
		variables: { x: numerical([0, 1], { byToken: (token) => (token === 'a' ? 1 : 2) }), y: categorical([0, 1], { constant: 0 }) },
		mlp: (z) => {
			z.y = z.x === 1 ? 1 : 0;
		},
		output: 'y',
		layers: 1,
	});
	writeFileSync(join(cwd, 'p.json'), printProgram(program));
	expect((await alta('trace p.json b', { cwd })).out).toContain('* changed, · undefined, 2≈1: 2, which tables see as 1\n');
	expect((await alta('trace p.json a', { cwd })).out).toContain('* changed, · undefined\n');
});
