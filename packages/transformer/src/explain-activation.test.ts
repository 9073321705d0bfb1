import { createExplainer, findPlaces, type Model, type Source } from '@alta-ts/model';
import { createReferenceBackend } from '@alta-ts/tensor';
import { describe, expect, test } from 'vitest';
import { createTransformer } from './create-transformer.js';
import { type ActivationExplanation, explainActivation } from './explain-activation.js';
import { type LayerSnapshot, snapshotLayer } from './layer-snapshot.js';
import { spread } from './testing/small-models.js';

const tokens = ['START', 'a', 'a'];

async function snapshot(layer: number | undefined, model: Model = spread): Promise<LayerSnapshot | undefined> {
	const transformer = await createTransformer(model, createReferenceBackend());
	const taken = await snapshotLayer(transformer, tokens, layer);
	transformer.dispose();
	return taken;
}

async function explained(name: string, layer: number, position: number, model: Model = spread): Promise<readonly ActivationExplanation[]> {
	const taken = await snapshot(layer, model);
	if (taken === undefined) throw new Error(`no layer ${layer}`);
	const at = { explainer: createExplainer(model), snapshot: taken, tokens, position };
	return findPlaces(model, name).flatMap((place) => explainActivation(at, place));
}

describe('snapshotLayer', () => {
	test('takes the embedding, a layer, or the last one', async () => {
		const [start, first, last] = [await snapshot(0), await snapshot(1), await snapshot(undefined)];
		expect([start?.layer, first?.layer, last?.layer]).toEqual([0, 1, 2]);
		expect(start?.blocks).toEqual([]);
		expect(first?.before).toEqual(start?.after);
		expect(last?.before).toEqual(first?.after);
		expect([...(first?.blocks[0]?.parts.keys() ?? [])]).toContain('mlp.hidden.0');
	});

	test('of a run with fewer layers there is none', async () => {
		expect(await snapshot(3)).toBeUndefined();
	});
});

describe('explainActivation', () => {
	test('at the start, what tokens put there', async () => {
		expect(await explained('done=true', 0, 0)).toMatchObject([{ value: 1, before: 0, added: [{ by: 'token START', amount: 1 }] }]);
		expect(await explained('done=true', 0, 1)).toMatchObject([{ value: 0, added: [] }]);
	});

	test('in a layer, what heads and units added, with what these read', async () => {
		const [moment] = await explained('done=true', 1, 1);
		expect(moment).toMatchObject({ name: 'done=true', before: 0, value: 1 });
		const [addition] = moment?.added ?? [];
		expect(addition).toMatchObject({ by: 'spread.mlp.0[0]', amount: 1, unit: { value: 1 } });
		expect(addition?.unit?.reads).toContainEqual({ name: 'doneLeft', weight: 1, value: 1 });
		const [left] = await explained('spread.attention.doneLeft', 1, 1);
		expect(left).toEqual({ name: 'doneLeft › doneLeft', value: 1, added: [] });
	});

	test('units, but not those of other layers, and no single weights', async () => {
		expect(await explained('spread.mlp.0[0]', 1, 2)).toMatchObject([{ name: 'spread.mlp.0[0]', value: 0, unit: { value: 0 } }]);
		expect(await explained('spread.mlp.0[0]', 0, 2)).toEqual([]);
		expect(await explained('embedding.token[0,1]', 1, 0)).toEqual([]);
	});

	test('of the rules that a unit is there for, the one that held', async () => {
		const rule = (writes: string): Source => ({ path: [writes], rule: { when: '', writes, rows: [] } });
		expect(await explained('x=on', 1, 0, twoRules([rule('first'), rule('second'), { path: [], of: [0, 1] }]))).toMatchObject([
			{ added: [{ held: [{ rule: { writes: 'first' } }] }] },
		]);
		expect(await explained('x=on', 1, 1, twoRules([rule('first'), rule('second'), { path: [], of: [0, 1] }]))).toMatchObject([
			{ added: [{ held: [{ rule: { writes: 'second' } }] }] },
		]);
	});
});

/** Two units, each for a rule of its own and for one token, and a unit that both share. */
function twoRules(sources: readonly Source[]): Model {
	const dense = (rows: readonly (readonly number[])[], from: readonly number[]): Model['tensors'][string] => ({
		kind: 'dense',
		dtype: 'f32',
		shape: rows.length === 1 ? [rows[0]?.length ?? 0] : [rows.length, rows[0]?.length ?? 0],
		data: Float32Array.from(rows.flat()),
		sources: Int32Array.from(from),
	});
	return {
		format: spread.format,
		name: 'two rules',
		config: {
			input: { kind: 'tokens', tokens: ['START', 'a'] },
			width: 3,
			stages: [{ layers: [{ name: 'layer', norm: 'none', mlp: { activation: 'clipped-relu', hidden: [2, 1] } }], repeat: 1 }],
			readout: { kind: 'number', pool: 'none' },
		},
		layout: { blocks: [{ kind: 'plain', names: ['START', 'a', 'x=on'], start: 0, width: 3 }], sources },
		tensors: {
			'embedding.token': dense(
				[
					[1, 0, 0],
					[0, 1, 0],
				],
				[0, 0, 0, 0, 0, 0],
			),
			'layer.mlp.0.weight': dense(
				[
					[1, 0],
					[0, 1],
					[0, 0],
				],
				[0, 1, 0, 1, 0, 1],
			),
			'layer.mlp.0.bias': dense([[0, 0]], [-1, -1]),
			'layer.mlp.1.weight': { ...dense([[1, 1]], [2, 2]), shape: [2, 1] },
			'layer.mlp.1.bias': dense([[0]], [-1]),
			'layer.mlp.2.weight': { ...dense([[0, 0, 1]], [2, 2, 2]), shape: [1, 3] },
			'layer.mlp.2.bias': dense([[0, 0, 0]], [-1, -1, -1]),
			'readout.weight': { ...dense([[0, 0, 1]], [-1, -1, -1]), shape: [3, 1] },
			'readout.bias': dense([[0]], [-1]),
		},
	};
}
