import { compile, simplify } from '@alta-ts/compiler';
import type { Program } from '@alta-ts/core';
import { isAltaError } from '@alta-ts/diagnostics';
import { createRandom, findTask } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import { describe, expect, test } from 'vitest';

const backend = createReferenceBackend();

function rowCount(program: Program): number {
	const updates = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.updates));
	return updates.reduce((sum, update) => sum + ('rows' in update ? update.rows.length : 0), 0);
}

test.each([
	{ name: 'parity-sequential-absolute', rows: 3 },
	{ name: 'parity-sum-mod-2', rows: 2 },
])('$name has $rows rows at any length', ({ name, rows }) => {
	for (const maxLength of [10, 50, 200]) expect(rowCount(simplify(findTask(name).program({ maxLength })))).toBe(rows);
});

test('parity-sequential-relative has 3 rows', () => {
	expect(rowCount(simplify(findTask('parity-sequential-relative').program()))).toBe(3);
});

describe.each([
	{ name: 'parity-sequential-absolute', maxLength: 50 },
	{ name: 'parity-sequential-relative', maxLength: 100 },
	{ name: 'parity-sum-mod-2', maxLength: 49 },
	{ name: 'parity-intermediate-variable', maxLength: 49 },
])('$name', ({ name, maxLength }) => {
	test.each(['f64', 'f32'] as const)('is certified for every input in %s, and equals its weights variable by variable', async (dtype) => {
		const task = findTask(name);
		const model = compile(task.program(), { dtype });
		expect(model.certificate?.guarantee).toBe('exact');
		const [generate, codec, random] = [task.generate(), task.codec(), createRandom(7)];
		const texts = Array.from({ length: 25 }, () => generate(random, { minLength: 1, maxLength }));
		const inputs = [...texts, generate(random, { minLength: maxLength, maxLength })].map((text) => codec.encode(text));
		expect(await verify(task.program(), model, inputs, { backend })).toMatchObject({ differences: 0, first: null });
	});
});

describe('parity-sum-mod-2 in f32', () => {
	const task = findTask('parity-sum-mod-2');

	test.each([10, 50, 200])('is right up to %i positions, for every number of ones', async (maxLength) => {
		const model = compile(task.program({ maxLength }), { dtype: 'f32' });
		expect(model.certificate).toMatchObject({ guarantee: 'exact', maxLength });
		const bits = Array.from({ length: maxLength }, (_, ones) => [...Array<string>(ones).fill('1'), 'EOS']);
		const report = await verify(task.program({ maxLength }), model, [...bits, Array<string>(maxLength).fill('EOS')], { backend });
		expect(report.first).toBeNull();
	});

	test('is refused beyond what f16 resolves', () => {
		let codes: readonly string[] = [];
		try {
			compile(task.program({ maxLength: 200 }), { dtype: 'f16' });
		} catch (error) {
			if (isAltaError(error)) codes = error.problems.map((problem) => problem.code);
		}
		expect(codes).toEqual(['ALTA4003']);
	});
});
