import { isAltaError } from '@alta-ts/diagnostics';
import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createTransformer } from './create-transformer.js';
import type { Activation, Hook, Patch } from './hook.js';
import { spread } from './testing/small-models.js';
import type { TransformerOptions, TransformerRun } from './transformer.js';

async function run(batch: readonly (readonly string[])[], options: TransformerOptions): Promise<readonly TransformerRun[]> {
	return (await createTransformer(spread, createReferenceBackend())).run(batch, options);
}

function failsWith(code: string, mentions: string): (error: unknown) => boolean {
	return (error) => isAltaError(error) && error.code === code && error.message.includes(mentions);
}

const batch = [['START', 'a', 'a'], ['START'], []];
const everything: Hook['name'] = () => true;

test('hooks see every activation of the sequences that still run, in order', async () => {
	const seen: string[] = [];
	await run(batch, { hooks: [{ name: everything, visit: ({ name, sequence }) => void seen.push(`${sequence} ${name}`) }] });
	const parts = ['attention.doneLeft', 'attention', 'afterAttention', 'mlp.hidden.0', 'mlp', 'afterUpdates'];
	const inPass = (pass: number, sequences: readonly number[]): string[] =>
		parts.flatMap((part) => sequences.map((sequence) => `${sequence} stage.0.loop.${pass}.layer.0.${part}`));
	expect(seen).toEqual(['0 embedding', '1 embedding', '2 embedding', ...inPass(0, [0, 1, 2]), ...inPass(1, [0])]);
});

test('activations carry their numbers, and decode through the layout', async () => {
	const found = new Map<string, Activation>();
	await run([['START', 'a', 'a']], {
		hooks: [{ name: everything, visit: (each) => void found.set(each.name.replace('stage.0.loop.0.layer.0.', ''), each) }],
	});
	expect(found.get('embedding')).toMatchObject({ sequence: 0, rows: 3, columns: 3, data: Float64Array.of(0, 1, 0, 1, 0, 0, 1, 0, 0) });
	expect(found.get('attention.doneLeft')?.data).toEqual(Float64Array.of(0, 0, 0, 0, 0, 1, 0, 0, 0));
	expect(found.get('attention')?.data).toEqual(Float64Array.of(0, 0, 0, 0, 0, 1, 0, 0, 0));
	expect(found.get('mlp.hidden.0')).toMatchObject({ columns: 3, data: Float64Array.of(1, 1, 0, 1, 0, 1, 0, 0, 0) });
	expect(found.get('mlp')?.data).toEqual(Float64Array.of(0, 0, 0, -1, 1, -1, 0, 0, 0));
	expect(found.get('afterAttention')?.decode()).toEqual([
		{ done: true, doneLeft: 0 },
		{ done: false, doneLeft: 1 },
		{ done: false, doneLeft: 0 },
	]);
	expect(
		found
			.get('afterUpdates')
			?.decode()
			.map((state) => state.done),
	).toEqual([true, true, false]);
	expect(found.get('mlp')?.decode()).toMatchObject([{ done: undefined }, { done: true }, { done: undefined }]);
});

test('the numbers a hook gets are a copy', async () => {
	const hook: Hook = { name: everything, visit: ({ data }) => void data.fill(7) };
	expect(await run(batch, { hooks: [hook] })).toEqual(await run(batch, {}));
});

test('a hidden layer has no layout to decode by (ALTA6013)', async () => {
	const hook: Hook = { name: 'stage.0.loop.0.layer.0.mlp.hidden.0', visit: (each) => void each.decode() };
	await expect(run(batch, { hooks: [hook] })).rejects.toSatisfy(failsWith('ALTA6013', 'mlp.hidden.0'));
});

const layer = 'stage.0.loop.0.layer.0';

/** A patch, and what it makes of START a a a: the answer and the number of layers. */
const patches: readonly (readonly [string, Patch, readonly boolean[], number])[] = [
	['one position of the embedding', { name: 'embedding', position: 3, apply: () => Float64Array.of(0, 1, 0) }, [true, true, true, true], 2],
	['what a head adds', { name: `${layer}.attention.doneLeft`, apply: (data) => data.fill(1, 11) }, [true, true, true, true], 2],
	['what all heads add', { name: `${layer}.attention`, position: 3, apply: () => Float64Array.of(0, 0, 1) }, [true, true, true, true], 2],
	[
		'the residual stream after attention',
		{ name: `${layer}.afterAttention`, position: 3, apply: (data) => data.fill(1, 2) },
		[true, true, true, true],
		2,
	],
	['a hidden unit', { name: `${layer}.mlp.hidden.0`, position: 3, apply: (data) => data.fill(1, 0, 1) }, [true, true, true, true], 2],
	['what the MLP adds', { name: `${layer}.mlp`, position: 3, apply: () => Float64Array.of(-1, 1, 0) }, [true, true, true, true], 2],
	[
		'the residual stream after the layer',
		{ name: `${layer}.afterUpdates`, position: 3, apply: () => Float64Array.of(0, 1, 0) },
		[true, true, true, true],
		2,
	],
	[
		'a later pass',
		{ name: 'stage.0.loop.1.layer.0.afterUpdates', position: 3, apply: () => Float64Array.of(0, 1, 0) },
		[true, true, true, true],
		2,
	],
];

for (const [what, patch, output, layers] of patches) {
	test(`a patch of ${what} changes what follows`, async () => {
		expect(await run([['START', 'a', 'a', 'a']], {})).toMatchObject([{ layers: 3 }]);
		expect(await run([['START', 'a', 'a', 'a']], { patch: [patch] })).toMatchObject([{ output, layers, halted: true }]);
	});
}

test('a patch of one sequence leaves the others alone, and is told where it is', async () => {
	const places: unknown[] = [];
	const patch: Patch = {
		name: `${layer}.afterUpdates`,
		sequence: 1,
		position: 0,
		apply: (data, place) => {
			places.push(place);
			data.set([1, 0, 0]);
		},
	};
	const runs = await run([['START'], ['START']], { patch: [patch], maxLayers: 5 });
	expect(runs).toMatchObject([
		{ output: [true], layers: 1, halted: true },
		{ output: [false], layers: 5, halted: false },
	]);
	expect(places).toEqual([{ name: `${layer}.afterUpdates`, sequence: 1, position: 0, rows: 1, columns: 3 }]);
});

test('patches apply in order, before hooks look', async () => {
	const seen: number[][] = [];
	await run([['a']], {
		layers: 0,
		hooks: [{ name: 'embedding', visit: ({ data }) => void seen.push([...data]) }],
		patch: [
			{ name: 'embedding', apply: (data) => data.map((each) => each + 1) },
			{ name: 'embedding', apply: (data) => data.map((each) => each * 2) },
		],
	});
	expect(seen).toEqual([[4, 2, 2]]);
});

test('a patch of another size is refused (ALTA6011)', async () => {
	const patch: Patch = { name: 'embedding', apply: () => Float64Array.of(1) };
	await expect(run(batch, { patch: [patch] })).rejects.toSatisfy(failsWith('ALTA6011', 'returned 1 numbers for 3 rows of 3'));
});

test('activations that cannot exist are refused with the closest name (ALTA6009)', async () => {
	const visit = (): void => {};
	const names = [
		'stage.0.loop.4.layer.0.attention.doneleft',
		'stage.1.loop.0.layer.0.mlp',
		'stage.0.loop.00.layer.0.mlp',
		'stage.0.loop.0.layer.0.mlp.hidden.1',
		'embeddings',
	];
	for (const name of names) await expect(run(batch, { hooks: [{ name, visit }] })).rejects.toSatisfy(failsWith('ALTA6009', `"${name}"`));
	await expect(run(batch, { hooks: [{ name: names[0] ?? '', visit }] })).rejects.toThrow(
		'Write "stage.0.loop.4.layer.0.attention.doneLeft"',
	);
});

test('hooks and patches that were never used are reported (ALTA6010)', async () => {
	const late: Hook = { name: 'stage.0.loop.2.layer.0.mlp', visit: () => {} };
	await expect(run(batch, { hooks: [late] })).rejects.toSatisfy(failsWith('ALTA6010', 'loop.2'));
	const elsewhere: Patch = { name: 'embedding', sequence: 3, apply: (data) => data };
	await expect(run(batch, { patch: [elsewhere] })).rejects.toSatisfy(failsWith('ALTA6010', 'embedding'));
	await expect(run(batch, { patch: [{ ...elsewhere, sequence: 0, position: 3 }] })).rejects.toSatisfy(failsWith('ALTA6010', 'embedding'));
	await expect(run([], { hooks: [late] })).resolves.toEqual([]);
});
