import { compile, optimise, optionalPasses, profileLimits } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { profile } from '@alta-ts/interpreter';
import { createRandom, findTask, scanDataSet } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import { describe, expect, test } from 'vitest';

/** The coordinates of a program, one for each value. */
function coordinates({ variables }: Program): number {
	return variables.reduce((sum, { kind, values = [] }) => sum + (kind === 'numerical' ? 1 : values.length), 0);
}

test.each([
	{ name: 'addition', before: 82, after: 77 },
	{ name: 'subleq', before: 345, after: 312 },
	{ name: 'scan', before: 2014, after: 1944 },
])('$name loses the values it never takes', ({ name, before, after }) => {
	const program = findTask(name).program();
	expect(coordinates(program)).toBe(before);
	expect(coordinates(optimise(program).program)).toBe(after);
});

describe.each([
	{ name: 'parity-sequential-absolute', maxLength: 12 },
	{ name: 'addition', maxLength: 6 },
	{ name: 'sort-unique', maxLength: 8 },
	{ name: 'subleq', maxLength: 12 },
])('$name', ({ name, maxLength }) => {
	const task = findTask(name);
	const program = task.program();
	const [generate, codec, random] = [task.generate(), task.codec(), createRandom(4)];
	const longest = program.positions ?? 40;
	const inputs = Array.from({ length: 4 }, () => codec.encode(generate(random, { minLength: 1, maxLength })));

	test.each(optionalPasses.map((pass) => pass.name))('computes the same without %s', async (pass) => {
		const model = compile(program, { without: [pass], maxLength: longest });
		expect(await verify(program, model, inputs, { backend: createReferenceBackend() })).toMatchObject({ differences: 0, first: null });
	});

	test('computes the same on the inputs it is profiled on, with less', async () => {
		const model = compile(program, { profile: profile(program, inputs), maxLength: longest });
		expect(model.certificate?.guarantee).toBe('conditional');
		expect(model.config.width).toBeLessThanOrEqual(compile(program, { maxLength: longest }).config.width);
		expect(await verify(program, model, inputs, { backend: createReferenceBackend() })).toMatchObject({ differences: 0, first: null });
	});
});

test('scan for some of its commands is small, and right on them', async () => {
	const task = findTask('scan');
	const program = task.program();
	const codec = task.codec();
	const commands = scanDataSet()
		.filter((_, index) => index % 97 === 0)
		.map(({ command }) => codec.encode(command));
	const noted = profile(program, commands);
	const small = optimise(program, {}, profileLimits(program, noted));
	expect(coordinates(small.program)).toBeLessThan(500);
	const model = compile(program, { profile: noted });
	expect(model.config.width).toBeLessThan(480);
	const report = await verify(program, model, commands.slice(0, 2), { backend: createReferenceBackend() });
	expect(report).toMatchObject({ differences: 0, first: null, notStored: ['startTokenId', 'startPointer'] });
});
