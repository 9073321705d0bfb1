import { type Buffer, type Plan, type Tensor, withScope } from '@alta-ts/tensor';
import type { BackendCase, CaseContext } from '../case.js';
import { difference } from '../compare.js';
import { numbers, startsOf, tensor } from '../data/numbers.js';
import { asStarts, perRow, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';
import { readAll } from '../run-plan.js';
import { expectRefusal } from './expect-refusal.js';
import { doubled, doubling, pairs, someFloat } from './sample.js';

/** Runs a plan on wrong inputs, then on right ones: a refusal must leave the executable as it was. */
async function refusedRun(
	{ backend }: CaseContext,
	plan: Plan,
	right: Readonly<Record<string, Tensor>>,
	wrongs: readonly (readonly [what: string, code: string, names: readonly string[], inputs: Readonly<Record<string, Tensor>>])[],
): Promise<readonly string[]> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const upload = (inputs: Readonly<Record<string, Tensor>>): Readonly<Record<string, Buffer>> =>
			Object.fromEntries(Object.entries(inputs).map(([name, each]) => [name, scope.upload(each, name)]));
		const problems: string[] = [];
		for (const [what, code, names, inputs] of wrongs) {
			problems.push(...(await expectRefusal(what, code, names, async () => scope.run(executable, upload(inputs)))));
		}
		await scope.run(executable, upload(right));
		return problems;
	});
}

async function inputs(context: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(context.backend.capabilities);
	const x = pairs(dtype, 3);
	return refusedRun(context, doubling(dtype), { x }, [
		['A missing input', 'ALTA5023', ['"x"', 'double'], {}],
		['An extra input', 'ALTA5023', ['"more"', 'double'], { x, more: x }],
		['An input of another dtype', 'ALTA5024', ['"x"', 'i32'], { x: tensor('i32', [3, 2], [1, 2, 3, 4, 5, 6]) }],
		['An input of other columns', 'ALTA5024', ['"x"'], { x: numbers(dtype, [2, 3], 1) }],
		['An input of another rank', 'ALTA5024', ['"x"'], { x: numbers(dtype, [6], 1) }],
	]);
}

async function sizes(context: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(context.backend.capabilities);
	const { plan } = attending(dtype, 1);
	const x = numbers(dtype, [3, 2], 1);
	const more = numbers(dtype, [4, 2], 1);
	return refusedRun(context, plan, { x, y: x, starts: startsOf([1, 2]) }, [
		['Two inputs that disagree about rows', 'ALTA5024', ['"y"'], { x, y: more, starts: startsOf([1, 2]) }],
		['Starts that do not begin at 0', 'ALTA5026', ['"starts"'], { x, y: x, starts: tensor('i32', [2], [1, 3]) }],
		['Starts that descend', 'ALTA5026', ['"starts"'], { x, y: x, starts: tensor('i32', [4], [0, 2, 1, 3]) }],
		['Starts that end too early', 'ALTA5026', ['"starts"'], { x, y: x, starts: tensor('i32', [2], [0, 2]) }],
		['Starts that end too late', 'ALTA5026', ['"starts"'], { x, y: x, starts: tensor('i32', [2], [0, 4]) }],
		['No starts at all', 'ALTA5024', ['"starts"'], { x, y: x, starts: tensor('i32', [0], []) }],
	]);
}

async function lengths(context: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(context.backend.capabilities);
	const { plan, inputs } = attending(dtype, 3);
	const four = numbers(dtype, [4, 2], 1);
	return refusedRun(context, plan, inputs, [
		['A sequence longer than an offset bias', 'ALTA5027', ['step attend', 'near'], { x: four, y: four, starts: startsOf([0, 4]) }],
	]);
}

/** Attention with an offset bias for sequences up to a length. */
function attending(dtype: Tensor['dtype'], longest: number): Trial {
	const x = perRow(numbers(dtype, [3, 2], 1));
	const bias = longest === 1 ? {} : { offsetBias: 'bias' };
	return trial('attending', {
		constants: longest === 1 ? {} : { bias: numbers(dtype, [2 * longest - 1], 2) },
		given: { x, y: x, starts: asStarts(startsOf([3])) },
		buffers: { out: rows(dtype, 2) },
		steps: [
			{
				op: 'attention',
				label: 'attend',
				query: 'x',
				key: 'y',
				value: 'x',
				starts: 'starts',
				heads: [{ name: 'near', keyColumns: [0, 2], valueColumns: [0, 2], kind: 'softmax', scale: 1, ...bias }],
				out: 'out',
			},
		],
	});
}

async function indices(context: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(context.backend.capabilities);
	const { plan } = trial('looking up', {
		constants: { table: numbers(dtype, [5, 2], 1) },
		given: { ids: perRow(tensor('i32', [2], [0, 0])) },
		buffers: { out: rows(dtype, 2) },
		steps: [{ op: 'gather', label: 'embed', table: 'table', indices: 'ids', out: 'out' }],
	});
	const ids = (...entries: readonly number[]): Readonly<Record<string, Tensor>> => ({ ids: tensor('i32', [entries.length], entries) });
	const problems = await refusedRun(context, plan, ids(4, 0), [
		['An index beyond a table', 'ALTA5025', ['step embed', '5'], ids(0, 5)],
		['An index below 0', 'ALTA5025', ['step embed', '-1'], ids(-1)],
		['An index far beyond a table', 'ALTA5025', ['step embed'], ids(0, 1, 2 ** 31 - 1)],
	]);
	return [...problems, ...(await lookingUpRows(context)), ...(await lookingUpConstants(context))];
}

/** Tables whose entries are the rows, or the sequences, of a batch. */
async function lookingUpRows(context: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(context.backend.capabilities);
	const three = numbers(dtype, [3, 2], 1);
	const { plan } = trial('looking up rows', {
		given: {
			x: perRow(three),
			s: { tensor: three, shape: ['sequences', 2] },
			ids: perRow(tensor('i32', [3], [0, 0, 0])),
			picks: perRow(tensor('i32', [3], [0, 0, 0])),
		},
		buffers: { ofRows: rows(dtype, 2), ofSequences: rows(dtype, 2) },
		steps: [
			{ op: 'gather', label: 'row', table: 'x', indices: 'ids', out: 'ofRows' },
			{ op: 'gather', label: 'sequence', table: 's', indices: 'picks', out: 'ofSequences' },
		],
	});
	const given = (ids: readonly number[], picks: readonly number[]): Readonly<Record<string, Tensor>> => ({
		x: three,
		s: numbers(dtype, [2, 2], 2),
		ids: tensor('i32', [3], ids),
		picks: tensor('i32', [3], picks),
	});
	return refusedRun(context, plan, given([2, 0, 1], [1, 0, 1]), [
		['An index beyond the rows', 'ALTA5025', ['step row', '3'], given([0, 3, 0], [0, 0, 0])],
		['An index below the rows', 'ALTA5025', ['step row', '-1'], given([0, 0, -1], [0, 0, 0])],
		['An index beyond the sequences', 'ALTA5025', ['step sequence', '2'], given([0, 0, 0], [0, 2, 0])],
	]);
}

/** Indices that are constants. */
async function lookingUpConstants(context: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(context.backend.capabilities);
	const { plan } = trial('looking up constants', {
		constants: { ids: tensor('i32', [2], [0, 2]) },
		given: { x: perRow(numbers(dtype, [3, 2], 1)) },
		buffers: { out: { dtype, shape: [2, 2] } },
		steps: [{ op: 'gather', label: 'pick', table: 'x', indices: 'ids', out: 'out' }],
	});
	return refusedRun(context, plan, { x: numbers(dtype, [3, 2], 1) }, [
		['A constant beyond the rows', 'ALTA5025', ['step pick', '2'], { x: numbers(dtype, [2, 2], 1) }],
	]);
}

/** What callers in JavaScript pass by mistake. */
async function otherThings({ backend }: CaseContext): Promise<readonly string[]> {
	const plan = doubling(someFloat(backend.capabilities));
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const call =
			(target: object, method: string, ...given: readonly unknown[]): (() => unknown) =>
			() =>
				Reflect.apply(Reflect.get(target, method), target, given);
		const numbers = Float32Array.of(1, 2);
		return [
			...(await expectRefusal('A run without inputs', 'ALTA5031', ['double'], call(executable, 'run'))),
			...(await expectRefusal('An input that is an array', 'ALTA5031', ['"x"', 'Float32Array'], call(executable, 'run', { x: numbers }))),
			...(await expectRefusal('An input that is undefined', 'ALTA5023', ['"x"'], call(executable, 'run', { x: undefined }))),
			...(await expectRefusal('Reading an array', 'ALTA5031', ['Float32Array'], call(backend, 'read', numbers))),
			...(await expectRefusal('A plan that is empty', 'ALTA5031', ['steps'], call(backend, 'prepare', {}))),
			...(await expectRefusal('A plan that is a promise', 'ALTA5031', ['promise'], call(backend, 'prepare', Promise.resolve(plan)))),
			...(await expectRefusal('An array as a tensor', 'ALTA5028', ['"odd"'], call(backend, 'upload', numbers, 'odd'))),
			...(await expectRefusal(
				'A dtype that does not exist',
				'ALTA5028',
				['"odd"', 'float32'],
				call(backend, 'upload', { dtype: 'float32', shape: [2], data: numbers }, 'odd'),
			)),
		];
	});
}

async function plans({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const plan = doubling(dtype);
	const misspelt: Plan = { ...plan, steps: [{ op: 'add', label: 'sum', a: 'x', b: 'xx', out: 'y' }] };
	const unknown: Plan = JSON.parse(JSON.stringify({ ...plan, steps: [{ op: 'multiply', label: 'odd', out: 'y' }] }));
	return [
		...(await expectRefusal('A plan with a misspelt name', 'ALTA5001', ['"xx"', 'step sum'], () => backend.prepare(misspelt))),
		...(await expectRefusal('A plan with an unknown op', 'ALTA5014', ['step odd'], () => backend.prepare(unknown))),
	];
}

async function tensors({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	const { data } = tensor(dtype, [2], [1, 2]);
	const upload = (what: string, wrong: Tensor): Promise<readonly string[]> =>
		expectRefusal(what, 'ALTA5028', ['"odd"'], () => backend.upload(wrong, 'odd'));
	return [
		...(await upload('A tensor with too few entries', { dtype, shape: [3], data })),
		...(await upload('A tensor in another array', { dtype, shape: [2], data: Int32Array.of(1, 2) })),
		...(await upload('A tensor of a negative size', { dtype, shape: [-1, -2], data })),
		...(await expectRefusal('A size that is not whole', 'ALTA5028', ['"odd"'], () => backend.allocate([1.5], dtype, 'odd'))),
	];
}

/** After a refusal everything goes on. */
async function goesOn({ backend }: CaseContext): Promise<readonly string[]> {
	const dtype = someFloat(backend.capabilities);
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(doubling(dtype));
		const x = pairs(dtype, 3);
		const buffer = scope.upload(x, 'x');
		const refused = expectRefusal('A missing input', 'ALTA5023', ['"x"'], () => executable.run({}));
		const { outputs } = await scope.run(executable, { x: buffer });
		const problem = difference('y', (await readAll(backend, outputs)).get('y'), doubled(x));
		return [...(await refused), ...(problem === undefined ? [] : [problem])];
	});
}

/** What is refused, and by which name it is called. */
export const misuseCases: readonly BackendCase[] = [
	{ name: 'misuse: inputs that are missing, extra or misshapen', run: inputs },
	{ name: 'misuse: rows and starts that do not fit', run: sizes },
	{ name: 'misuse: sequences longer than an offset bias', run: lengths },
	{ name: 'misuse: indices outside a table', run: indices },
	{ name: 'misuse: plans that are wrong', run: plans },
	{ name: 'misuse: tensors that contradict themselves', run: tensors },
	{ name: 'misuse: other things than buffers, plans and tensors', run: otherThings },
	{ name: 'misuse: a refused run leaves no trace', run: goesOn },
];
