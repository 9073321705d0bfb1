import type { ActivationName, FloatDType, LinearOp, SparseMatrix, Tensor } from '@alta-ts/tensor';
import { createReferenceBackend, isSparse } from '@alta-ts/tensor';
import type { BackendCase, CaseContext } from '../case.js';
import { difference } from '../compare.js';
import { type Filling, numbers, oneHot, sparse, tensor } from '../data/numbers.js';
import { FEW_SIZES, FLOATS, SIZES } from '../data/sizes.js';
import { fixed, perRow, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';
import { runPlan } from '../run-plan.js';
import { expGrowth, tinyOf } from '../tolerance/rounding.js';
import { exactCases, opCase, opCases } from './op-case.js';

interface Layer {
	readonly x: Tensor;
	readonly weight: Tensor | SparseMatrix;
	readonly bias?: Tensor;
	readonly activation?: ActivationName;
}

function layer(what: string, { x, weight, bias, activation = 'none' }: Layer): Trial {
	const step: LinearOp = { op: 'linear', label: 'linear', x: 'x', weight: 'weight', activation, out: 'out' };
	return trial(what, {
		constants: { weight, ...(bias === undefined ? {} : { bias }) },
		given: { x: perRow(x) },
		buffers: { out: rows(x.dtype, weight.shape[1] ?? 0) },
		steps: [bias === undefined ? step : { ...step, bias: 'bias' }],
	});
}

type Store = (weight: Tensor) => Tensor | SparseMatrix;

function* sizes(dtype: FloatDType, store: Store, filling: Filling): Iterable<Trial> {
	const sized = (count: number, inputs: number, outputs: number): Trial => {
		const weight = store(numbers(dtype, [inputs, outputs], count + 2, filling));
		const bias = outputs % 2 === 1 ? { bias: numbers(dtype, [outputs], 3) } : {};
		return layer(`${count} rows, ${inputs} inputs, ${outputs} outputs`, { x: numbers(dtype, [count, inputs], 1), weight, ...bias });
	};
	for (const size of SIZES) yield* [sized(size, 5, 7), sized(3, size, 7), sized(3, 5, size)];
	for (const size of FEW_SIZES) yield sized(Math.min(size, 65), size, size);
	yield sized(130, 130, 66);
	yield sized(1, 1000, 1);
}

const ACTIVATIONS: readonly ActivationName[] = ['none', 'relu', 'clipped-relu', 'gelu', 'tanh', 'sigmoid'];

/** Every activation, on a grid of numbers around 0, and on some far out. */
function* activations(dtype: FloatDType): Iterable<Trial> {
	const grid = Array.from({ length: 81 }, (_, index) => (index - 40) / 8);
	const far = [...grid, 6, -6, 9.5, -9.5, 17, -17, 40, -40, 89, -89, 104, -104, 1e4, -1e4, 0.001, -0.001, 0];
	const x = tensor(dtype, [far.length, 1], far);
	for (const activation of ACTIVATIONS) {
		yield layer(activation, { x, weight: tensor(dtype, [1, 1], [1]), activation });
		const wide = { x: numbers(dtype, [5, 33], 8), bias: numbers(dtype, [65], 9), activation };
		yield layer(`${activation}, dense`, { ...wide, weight: numbers(dtype, [33, 65], 7) });
		yield layer(`${activation}, sparse`, { ...wide, weight: sparse(numbers(dtype, [33, 65], 7, 'sparse')) });
	}
}

/** The ends of the curves, where they are flat or straight: what they tend to, to a few units in the last place. */
async function farOut({ backend }: CaseContext, dtype: FloatDType): Promise<readonly string[]> {
	const far = dtype === 'f16' ? [87, 100, 1e3, 6e4] : [87, 100, 1e4, 1e30, 1e35, 3e38];
	const x = tensor(dtype, [2 * far.length, 1], [...far, ...far.map((entry) => -entry)]);
	const problems: string[] = [];
	for (const activation of ACTIVATIONS) {
		const { plan, inputs } = layer(activation, { x, weight: tensor(dtype, [1, 1], [1]), activation });
		const [wanted] = (await runPlan(createReferenceBackend(), plan, inputs)).outputs.values();
		const found = (await runPlan(backend, plan, inputs)).outputs.get('out');
		if (wanted === undefined) continue;
		const tolerance = Float64Array.from(wanted.data, (entry) => expGrowth(dtype, -100) * Math.abs(entry) + tinyOf(dtype));
		const wrong = difference('out', found, wanted, tolerance);
		if (wrong !== undefined) problems.push(`${activation}: ${wrong}`);
	}
	return problems;
}

/** Small whole numbers and one-hot rows, whose sums every dtype holds. */
function* exactSums(dtype: FloatDType): Iterable<Trial> {
	for (const store of [(weight: Tensor) => weight, sparse]) {
		const weight = store(numbers(dtype, [33, 65], 11, 'sparse'));
		const how = isSparse(weight) ? 'sparse' : 'dense';
		const hot = oneHot(dtype, 33, [0, 32, 16, 5, 31, 32]);
		yield layer(`one-hot rows pick rows of the weight, ${how}`, { x: hot, weight });
		const small = { x: numbers(dtype, [9, 12], 12, 'whole'), weight: store(numbers(dtype, [12, 34], 13, 'whole')) };
		const bias = numbers(dtype, [34], 14, 'whole');
		for (const activation of ['none', 'relu', 'clipped-relu'] as const)
			yield layer(`whole numbers, ${activation}, ${how}`, { ...small, bias, activation });
		yield layer(`nothing but zeros, ${how}`, {
			x: tensor(dtype, [3, 33], Array<number>(99).fill(0)),
			weight,
			bias: numbers(dtype, [65], 15),
		});
		yield layer(`one input that is not zero, the last, ${how}`, {
			x: tensor(dtype, [2, 33], [...Array<number>(32).fill(0), 1, ...Array<number>(32).fill(0), -2]),
			weight,
		});
	}
}

function* sparsity(dtype: FloatDType): Iterable<Trial> {
	const x = numbers(dtype, [7, 40], 21);
	const bias = numbers(dtype, [50], 22);
	yield layer('no entries', { x, weight: sparse(tensor(dtype, [40, 50], Array<number>(2000).fill(0))), bias });
	yield layer('every entry', { x, weight: sparse(tensor(dtype, [40, 50], Array<number>(2000).fill(0.5))), bias });
	const oneRow = Array.from({ length: 2000 }, (_, entry) => (entry >= 1950 ? entry / 1000 : 0));
	yield layer('entries in the last row only', { x, weight: sparse(tensor(dtype, [40, 50], oneRow)), bias });
	const oneColumn = Array.from({ length: 2000 }, (_, entry) => (entry % 50 === 49 ? 0.25 : 0));
	yield layer('entries in the last column only', { x, weight: sparse(tensor(dtype, [40, 50], oneColumn)), bias });
	const zeros = sparse(tensor(dtype, [2, 3], [1, 2, 3, 4, 5, 6]));
	yield layer('entries that are zero', {
		x: numbers(dtype, [5, 2], 23),
		weight: { ...zeros, values: zeros.values.map((value) => value % 2) },
	});
	const hidden = numbers(dtype, [6, 300], 24, 'sparse');
	yield layer('inputs that are mostly zero', { x: hidden, weight: sparse(numbers(dtype, [300, 33], 25, 'sparse')) });
}

/** Operands need not be constants, nor rows positions. */
function* operands(dtype: FloatDType): Iterable<Trial> {
	const step: LinearOp = { op: 'linear', label: 'linear', x: 'x', weight: 'weight', bias: 'bias', activation: 'relu', out: 'out' };
	const x = numbers(dtype, [5, 9], 31);
	const weight = numbers(dtype, [9, 10], 32);
	const bias = numbers(dtype, [10], 33);
	yield trial('a weight and a bias that are inputs', {
		given: { x: perRow(x), weight: fixed(weight), bias: fixed(bias) },
		buffers: { out: rows(dtype, 10) },
		steps: [step],
	});
	yield trial('a row for each sequence', {
		constants: { weight, bias },
		given: { x: { tensor: x, shape: ['sequences', 9] } },
		buffers: { out: { dtype, shape: ['sequences', 10] } },
		steps: [step],
	});
	yield trial('a constant for x, and a weight that a step has written', {
		constants: { x, ones: tensor(dtype, [9, 10], Array<number>(90).fill(1)), bias },
		given: { weight: fixed(weight) },
		buffers: { sum: { dtype, shape: [9, 10] }, out: { dtype, shape: [5, 10] } },
		steps: [
			{ op: 'add', label: 'add', a: 'weight', b: 'ones', out: 'sum' },
			{ ...step, weight: 'sum' },
		],
	});
	yield trial('two layers, one after the other', {
		constants: { weight, bias, back: sparse(numbers(dtype, [10, 9], 34, 'sparse')) },
		given: { x: perRow(x) },
		buffers: { hidden: rows(dtype, 10), out: rows(dtype, 9) },
		steps: [
			{ ...step, out: 'hidden' },
			{ op: 'linear', label: 'back', x: 'hidden', weight: 'back', activation: 'none', out: 'out' },
		],
	});
}

/** Matrix products, dense and sparse. */
export const linearCases: readonly BackendCase[] = [
	...opCases('linear', 'dense weights of all sizes', (dtype) => sizes(dtype, (weight) => weight, 'real')),
	...opCases('linear', 'sparse weights of all sizes', (dtype) => sizes(dtype, sparse, 'sparse')),
	...opCases('linear', 'every activation', activations),
	...FLOATS.map((dtype) => opCase('linear', dtype, 'activations far out', async (context) => farOut(context, dtype))),
	...exactCases('linear', 'exact where sums are', exactSums),
	...opCases('linear', 'sparse weights of any pattern', sparsity),
	...opCases('linear', 'operands from anywhere', operands),
];
