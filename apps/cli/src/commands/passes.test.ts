import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { optionalPasses } from '@alta-ts/compiler';
import { categorical, defineProgram, printProgram, range } from '@alta-ts/core';
import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

/** Counts up to its token; one counter nobody reads, one is the same as another. */
const counters = defineProgram({
	name: 'counters',
	tokens: ['1', '2', '3'],
	variables: {
		goal: categorical(range(9), { byToken: Number }),
		count: categorical(range(9), { constant: 0 }),
		twin: categorical(range(9), { constant: 0 }),
		spare: categorical(range(9), { constant: 0 }),
		done: categorical([false, true]),
	},
	mlp: {
		count(z) {
			if (z.count < 3) z.count = z.count + 1;
		},
		twin(z) {
			if (z.twin < 3) z.twin = z.twin + 1;
		},
		spare(z) {
			if (z.goal === 7) z.spare = 5;
		},
		done(z) {
			if (z.count === z.goal && z.twin === z.goal) z.done = true;
		},
	},
	output: 'count',
	halt: { variable: 'done', equals: true },
});

function folder(): string {
	const cwd = temporaryFolder();
	writeFileSync(join(cwd, 'p.json'), printProgram(counters));
	return cwd;
}

test('--print-changed shows what each pass changed, and where it changed nothing', async () => {
	const cwd = folder();
	const { out, code } = await alta('compile p.json -o m --print-changed', { cwd });
	expect(code).toBe(0);
	expect(out).toContain('reachability: rows that can never fire');
	expect(out).toContain('goal: 9 values → 3 values');
	expect(out).toContain('count = twin: stored once');
	expect(out).toContain('spare: 1 value → not stored');
	expect(out).toContain('\n  no change\n');
	expect(out).not.toContain('profile');
	writeFileSync(join(cwd, 'inputs.txt'), '1 1\n');
	expect((await alta('compile p.json -o m --print-changed --profile inputs.txt', { cwd })).out).toMatch(/^profile: /);
	expect(out).toMatch(/\nm: counters, width \d+/);
	const json = JSON.parse((await alta('compile p.json -o m --print-changed --json', { cwd })).out);
	expect(json.passes.map(({ pass }: { pass: string }) => pass)).toEqual(
		optionalPasses.map(({ name }) => name).filter((name) => name !== 'profile'),
	);
	expect(JSON.parse((await alta('compile p.json -o m --json', { cwd })).out)).not.toHaveProperty('passes');
});

test('--without switches passes off, and refuses those there are none of: ALTA9004', async () => {
	const cwd = folder();
	const { out } = await alta('compile p.json -o m --print-changed --without sharing,liveness', { cwd });
	expect(out).not.toContain('stored once');
	expect(out).not.toContain('not stored');
	const width = async (options: string): Promise<number> =>
		JSON.parse((await alta(`inspect p.json --json ${options}`, { cwd })).out).dModel;
	expect(await width('--without reachability')).toBeGreaterThan(await width(''));
	const { err, code } = await alta('compile p.json -o m --without livenes', { cwd });
	expect(code).toBe(2);
	expect(err).toContain('ALTA9004');
	expect(err).toContain('Write liveness.');
	for (const { name } of optionalPasses) expect(err).toContain(name);
	const { out: help } = await alta('compile --help');
	for (const { name } of optionalPasses) expect(help).toContain(name);
});

test('--profile compiles for the inputs of a file, and the certificate says so', async () => {
	const cwd = folder();
	writeFileSync(join(cwd, 'inputs.txt'), '1\n1 1\n');
	const all = JSON.parse((await alta('inspect p.json --json', { cwd })).out);
	const some = JSON.parse((await alta('inspect p.json --json --profile inputs.txt', { cwd })).out);
	expect(some.dModel).toBeLessThan(all.dModel);
	expect(some.certificate).toMatchObject({
		guarantee: 'conditional',
		conditions: [expect.stringContaining('one of the 2 profiled inputs')],
	});
	const compiled = await alta('compile p.json -o m --profile inputs.txt', { cwd });
	expect(compiled).toMatchObject({ code: 0, err: expect.stringMatching(/^note: guaranteed only if the input is one of the 2 profiled/) });
	const ran = await alta('run m --inputs inputs.txt', { cwd });
	expect(ran.out).toBe((await alta('run p.json --inputs inputs.txt', { cwd })).out);
	expect(ran.err).toBe(compiled.err);
	expect((await alta('check p.json --profile inputs.txt', { cwd })).out).toContain(`width ${some.dModel},`);
	writeFileSync(join(cwd, 'wrong.txt'), '1\n9\n');
	expect((await alta('inspect p.json --profile wrong.txt', { cwd })).err).toContain('line 2');
	expect((await alta('inspect m --profile inputs.txt', { cwd })).err).toContain('ALTA9007');
	for (const words of ['compile p.json -o m', 'inspect p.json'])
		expect((await alta(`${words} --profile -`, { cwd, stdin: '' })).err).toContain('ALTA4023: The profile is of no inputs.');
});

test('--profile warns where a run does not end: ALTA9032', async () => {
	const cwd = temporaryFolder();
	const endless = defineProgram({
		name: 'endless',
		tokens: ['a', 'b'],
		variables: { done: categorical([false, true], { byToken: (token) => token === 'a' }) },
		mlp: () => undefined,
		output: 'done',
		halt: { variable: 'done', equals: true },
	});
	writeFileSync(join(cwd, 'p.json'), printProgram(endless));
	writeFileSync(join(cwd, 'inputs.txt'), 'a\nb\n');
	expect((await alta('inspect p.json --profile inputs.txt', { cwd })).err).toContain('ALTA9032');
});

test('inspect --why derives the values that a row asks for, or names what is missing', async () => {
	const cwd = folder();
	const fires = await alta('inspect p.json --why done:1', { cwd });
	expect(fires.code).toBe(0);
	expect(fires.out).toContain('can fire, since');
	expect(fires.out).toContain('goal is 1: it starts so at token "1"');
	expect(fires.out).toContain('count is 1: stage 0, layer 0, update 0, row 0 writes it where count = 0');
	const never = await alta(['inspect', 'p.json', '--why', 'stage 0, layer 0, update 2, row 0', '--json'], { cwd });
	expect(JSON.parse(never.out)).toMatchObject({ canFire: false, missing: [{ variable: 'goal', values: [7] }], at: { update: 2, row: 0 } });
	expect((await alta('inspect p.json --why spare:0', { cwd })).out).toContain('goal is never 7 where the row reads it');
	const { err, code } = await alta('inspect p.json --why spare:1', { cwd });
	expect(code).toBe(2);
	expect(err).toContain('ALTA9004');
	const wrong = async (words: string): Promise<string> => (await alta(`inspect ${words}`, { cwd })).err;
	expect(await wrong('p.json --why spar:0')).toMatch(/has no variable "spar".*Write spare:0, for example/s);
	expect(await wrong('p.json --why goal:0')).toMatch(/No row of .* writes "goal".*Rows write count, twin, spare, done/s);
	await alta('compile p.json -o m', { cwd });
	expect(await wrong('m --why done:0')).toMatch(/ALTA9007: --why.*weights no longer have its rows/s);
	expect(await wrong('p.json --without')).toMatch(/why: The passes that can be switched off are [a-z, -]+\.\n/);
});
