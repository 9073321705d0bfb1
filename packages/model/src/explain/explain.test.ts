import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MODEL_FORMAT, type Model } from '../model.js';
import { countNonzeros } from '../sparse.js';
import { sparseBuilder } from '../sparse-builder.js';
import { models } from '../testing/random-model.js';
import { createExplainer } from './explain.js';
import { missingPlace } from './missing-place.js';
import { findPlaces, placeNames } from './place.js';
import { tensorEnds } from './tensor-ends.js';

const [embedding, query, value, output, first, second, answers] = (
	[
		[2, 5],
		[5, 1],
		[5, 1],
		[1, 5],
		[5, 1],
		[1, 5],
		[5, 1],
	] as const
).map(([rows, columns]) => sparseBuilder(rows, columns, 'f32'));
embedding?.add(0, 0, 1, 0);
embedding?.add(1, 1, 1, 0);
query?.add(0, 0, 2, 1);
value?.add(1, 0, 1, 1);
output?.add(0, 2, 1, 1);
first?.add(0, 0, 1, 4);
first?.add(1, 0, -0.5, 4);
second?.add(0, 1, 1, 2);
answers?.add(2, 0, 1, -1);

function bias(...numbers: readonly number[]): Model['tensors'][string] {
	return {
		kind: 'dense',
		dtype: 'f32',
		shape: [numbers.length],
		data: Float32Array.from(numbers),
		sources: Int32Array.from(numbers, () => 2),
	};
}

const rows = [{ update: 0, first: 0, last: 3 }];
const model: Model = {
	format: MODEL_FORMAT,
	name: 'named',
	config: {
		input: { kind: 'tokens', tokens: ['a,b', 'c'] },
		width: 5,
		stages: [
			{
				layers: [
					{
						name: 'layer',
						norm: 'none',
						attention: { heads: [{ name: 'left', kind: 'softmax', scale: 1, offsets: { to: -1 }, keyWidth: 1, valueWidth: 1 }] },
						mlp: { activation: 'clipped-relu', hidden: [1] },
					},
				],
				repeat: 1,
			},
		],
		readout: { kind: 'number', pool: 'none' },
	},
	layout: {
		blocks: [
			{ kind: 'categorical', variable: 'x', also: ['y'], values: ['1,2', 3], start: 0, width: 2 },
			{ kind: 'numerical', variable: 'left', nullable: true, start: 2, width: 2 },
			{ kind: 'guard', variable: 'left', start: 4, width: 1 },
		],
		sources: [
			{ path: ['variable x', 'init'] },
			{ path: ['stage 0', 'layer 0', 'head left'] },
			{ path: ['stage 0', 'layer 0', 'update of x', 'x := 3 where always'], rule: { when: 'always', writes: 'x := 3', rows } },
			{ path: ['stage 0', 'layer 0', 'update of x', 'x is erased where always'], rule: { when: 'always', rows } },
			{ path: ['stage 0', 'layer 0', 'update of x'], of: [2, 3] },
		],
	},
	tensors: Object.fromEntries(
		Object.entries({
			'embedding.token': embedding?.build(),
			'layer.attention.left.query': query?.build(),
			'layer.attention.left.key': sparseBuilder(5, 1, 'f32').build(),
			'layer.attention.left.key.bias': bias(3),
			'layer.attention.left.value': value?.build(),
			'layer.attention.left.output': output?.build(),
			'layer.mlp.0.weight': first?.build(),
			'layer.mlp.0.bias': bias(0.25),
			'layer.mlp.1.weight': second?.build(),
			'layer.mlp.1.bias': bias(0, 0, 0, 0, 0),
			'readout.weight': answers?.build(),
			'readout.bias': bias(0),
		}).flatMap(([name, tensor]) => (tensor === undefined ? [] : [[name, tensor]])),
	),
};
const { explain } = createExplainer(model);
const explained = (text: string): unknown[] => findPlaces(model, text).map(explain);

describe('findPlaces', () => {
	test('coordinates, by the names of any variable that is held there', () => {
		const [same, also] = [explained('x=3'), explained('y=3')];
		expect(same).toMatchObject([{ kind: 'coordinate', name: 'x=3', index: 1, means: '1 where x is 3' }]);
		expect(also).toEqual(same);
		expect(explained('y')).toMatchObject([{ name: 'x=1,2' }, { name: 'x=3' }]);
		expect(explained('left.several')).toMatchObject([{ index: 4 }]);
	});

	test('a variable with the head of its name, and the head alone', () => {
		expect(explained('left').map((each) => each)).toMatchObject([{ name: 'left' }, { name: 'left.defined' }, { kind: 'head' }]);
		expect(explained('layer.attention.left')).toMatchObject([{ kind: 'head', layer: 'layer' }]);
	});

	test('weights by names with commas and by numbers', () => {
		const weight = [
			{ kind: 'weight', from: { name: 'a,b' }, to: { name: 'x=1,2' }, value: 1, sources: [{ path: ['variable x', 'init'] }] },
		];
		expect(explained('embedding.token[a,b,x=1,2]')).toMatchObject(weight);
		expect(explained('embedding.token[0,0]')).toMatchObject(weight);
		expect(explained('layer.mlp.0.bias[0]')).toMatchObject([{ value: 0.25, from: { kind: 'one' } }]);
	});

	test.each(['z', 'x=4', 'embedding.token[0]', 'embedding.token[0,9]', 'layer.mlp.0[1]', 'nothing[0,0]', ''])(
		'%j names nothing',
		(name) => {
			expect(findPlaces(model, name)).toEqual([]);
		},
	);

	test('a coordinate by its number', () => {
		expect(explained('1')).toEqual(explained('x=3'));
	});

	test.each([
		['left.svral', /no coordinate/, 'Write left.several.'],
		['lef', /no coordinate/, 'Write left.'],
		['99', /has 5 coordinates, counted from 0/, 'Write a number from 0 to 4.'],
		['layer.mlp.0[9]', /layer\.mlp\.0 has one unit/, 'Write 0.'],
		['embedding.token', /is a tensor/, 'Write embedding.token[ROW,COLUMN], for example embedding.token[a,b,x=1,2].'],
		['embeding.token', /no coordinate/, 'Write embedding.token[ROW,COLUMN], for example embedding.token[a,b,x=1,2].'],
		['embedding.token[0]', /is a matrix/, 'Write embedding.token[ROW,COLUMN], for example embedding.token[a,b,x=1,2].'],
		['embedding.token[zz,0]', /row "zz" is no token; there are a,b c/, /number from 0 to 1/],
		['embedding.token[c,left.svral]', /column "left\.svral" is no coordinate/, 'Write left.several.'],
		['embedding.token[0,9]', /column "9" is no coordinate; there are x=1,2 x=3/, /number from 0 to 4/],
		['layer.mlp.0.bias', /is a tensor/, 'Write layer.mlp.0.bias[INDEX], for example layer.mlp.0.bias[layer.mlp.0[0]].'],
		['layer.mlp.0.bias[4]', /index "4" is no unit/, /number from 0/],
		['qqqqqq', /no coordinate/, /Take a name/],
		['', /no coordinate/, /Take a name/],
	])('%j is missing, and what is there is told', (text, why, fix) => {
		const missing = missingPlace(model, text);
		expect(missing.why).toMatch(why);
		expect(missing.fix).toEqual(typeof fix === 'string' ? fix : expect.stringMatching(fix));
		expect(missing.fix).not.toContain(`Write ${text}.`);
	});

	test('finds every name it knows', () => {
		for (const name of placeNames(model).filter((each) => !tensorEnds(model).some(({ tensor }) => tensor === each)))
			expect(findPlaces(model, name), name).not.toEqual([]);
	});
});

describe('createExplainer', () => {
	test('a coordinate: what adds to it and what reads it', () => {
		expect(explained('x=3')).toMatchObject([
			{
				putBy: [
					{ from: { kind: 'token', name: 'c' }, value: 1 },
					{ from: { kind: 'unit', name: 'layer.mlp.0[0]' }, value: 1, sources: [{ rule: { writes: 'x := 3' } }] },
				],
				readBy: [{ to: { kind: 'value' } }, { to: { kind: 'unit' }, value: -0.5 }],
			},
		]);
	});

	test('a unit: its formula, and each of the rules that share it', () => {
		expect(explained('layer.mlp.0[0]')).toMatchObject([
			{
				formula: 'clip([x=1,2] − 0.5·[x=3] + 0.25)',
				sources: [{ rule: { writes: 'x := 3' } }, { rule: { rows } }],
				addsTo: [{ to: { name: 'x=3' } }],
			},
		]);
	});

	test('a head: how it scores keys, and what it fetches', () => {
		expect(explained('layer.attention.left')).toMatchObject([
			{ scores: [{ query: '2·[x=1,2]', key: '3' }], values: [{ value: '[x=3]', addsTo: [{ to: { name: 'left' } }] }], offsets: { to: -1 } },
		]);
	});

	test('formulas are cut where that is asked for', () => {
		const [place] = findPlaces(model, 'layer.mlp.0[0]');
		const cut = (most: number): unknown => place && createExplainer(model, most).explain(place);
		expect(cut(0)).toMatchObject({ formula: 'clip(… 2 more + 0.25)' });
		expect(cut(1)).toMatchObject({ formula: 'clip([x=1,2] − 0.5·[x=3] + 0.25)' });
	});

	test('every weight of any model lies between two ends that have names', () => {
		fc.assert(
			fc.property(models, (random) => {
				const ends = tensorEnds(random);
				expect(new Set(ends.map(({ tensor }) => tensor))).toEqual(new Set(Object.keys(random.tensors)));
				for (const { tensor, rows: from, columns: to } of ends) {
					const { shape } = random.tensors[tensor] ?? { shape: [] };
					expect([shape.length === 1 ? 1 : shape[0], shape.at(-1)]).toEqual([from.length, to.length]);
				}
			}),
		);
	});

	test('no weight is lost', () => {
		const { graph } = createExplainer(model);
		const ends = tensorEnds(model).flatMap(({ columns }) => columns);
		const seen = new Set(ends.flatMap((end) => graph.into(end)));
		expect(seen.size).toBe(Object.values(model.tensors).reduce((sum, tensor) => sum + countNonzeros(tensor), 0));
	});
});
