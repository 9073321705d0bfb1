import { bytesOf, type DType, MANDATORY_OPS, missingDType, OPS, type Plan, refusalOf, withScope } from '@alta-ts/tensor';
import type { BackendCase, CaseContext } from '../case.js';
import { tensor } from '../data/numbers.js';
import { FLOATS } from '../data/sizes.js';
import { rows } from '../data/trial.js';
import { expectRefusal } from './expect-refusal.js';
import { doubling, someFloat } from './sample.js';

async function capabilities({ backend }: CaseContext): Promise<readonly string[]> {
	const { capabilities: able } = backend;
	const { limits, refuses, dtypes } = able;
	const problems: string[] = [];
	if (backend.name === '' || backend.adapter.name === '' || backend.adapter.description === '')
		problems.push('It does not say what it is.');
	if (!dtypes.includes('i32')) problems.push('It has no i32, which token ids and row starts are.');
	if (!FLOATS.some((dtype) => dtypes.includes(dtype))) problems.push('It has no float.');
	if (!(limits.bufferBytes >= 2 ** 20 && limits.bufferBytes <= Number.MAX_SAFE_INTEGER))
		problems.push(`Its largest buffer has ${limits.bufferBytes} bytes; the kit needs a whole number from 2^20.`);
	for (const op of MANDATORY_OPS) {
		const reason = refusalOf(able, op, someFloat(able));
		if (reason !== undefined) problems.push(`It has no ${op}, which every backend has: ${reason}`);
	}
	for (const op of OPS)
		if (refusalOf(able, op) !== undefined && !refuses.some((each) => each.op === op))
			problems.push(`It gives no reason for not doing ${op}.`);
	for (const dtype of FLOATS)
		if (!dtypes.includes(dtype) && !refuses.some((each) => each.op === undefined && each.dtypes?.includes(dtype) === true))
			problems.push(`It gives no reason for not having ${dtype}.`);
	for (const { op, dtypes: named, reason } of refuses) {
		if (reason === '') problems.push('It refuses something for no reason.');
		if (op === undefined && named === undefined) problems.push('It refuses everything.');
	}
	return problems;
}

/** What the capabilities leave out is refused, in their words. */
async function refusals({ backend }: CaseContext): Promise<readonly string[]> {
	const { capabilities: able } = backend;
	const problems: string[] = [];
	for (const dtype of FLOATS) {
		const reason = missingDType(able, dtype);
		if (reason === undefined) continue;
		const one = tensor(dtype, [1], [1]);
		problems.push(
			...(await expectRefusal(`Uploading ${dtype}`, 'ALTA5029', ['odd', reason], () => backend.upload(one, 'odd'))),
			...(await expectRefusal(`Allocating ${dtype}`, 'ALTA5029', ['odd', reason], () => backend.allocate([1], dtype, 'odd'))),
			...(await expectRefusal(`A plan in ${dtype}`, 'ALTA5029', ['x', reason], () => backend.prepare(doubling(dtype)))),
		);
	}
	for (const op of ['softmax', 'layer-norm'] as const) {
		for (const dtype of FLOATS.filter((each) => able.dtypes.includes(each))) {
			const reason = refusalOf(able, op, dtype);
			const what = `A plan with ${op} in ${dtype}`;
			if (reason !== undefined)
				problems.push(...(await expectRefusal(what, 'ALTA5029', ['step odd', reason], () => backend.prepare(planWith(op, dtype)))));
		}
	}
	return problems;
}

function planWith(op: 'softmax' | 'layer-norm', dtype: DType): Plan {
	const vector = tensor(dtype, [2], [1, 1]);
	const step = op === 'softmax' ? ({ op, x: 'x' } as const) : ({ op, x: 'x', gain: 'vector', bias: 'vector', epsilon: 1 } as const);
	return {
		name: 'odd',
		constants: op === 'softmax' ? {} : { vector },
		inputs: { x: rows(dtype, 2) },
		buffers: { y: rows(dtype, 2) },
		outputs: ['y'],
		steps: [{ ...step, label: 'odd', out: 'y' }],
	};
}

async function tooLarge({ backend }: CaseContext): Promise<readonly string[]> {
	const { bufferBytes } = backend.capabilities.limits;
	const entries = Math.floor(bufferBytes / bytesOf('i32')) + 1;
	const huge: Plan = {
		name: 'large',
		constants: {},
		inputs: {},
		buffers: { huge: { dtype: 'i32', shape: [entries] } },
		outputs: [],
		steps: [],
	};
	// So many times `rows` that a few rows are too many.
	const count = 50;
	const rank = Math.ceil(Math.log(entries) / Math.log(count));
	const growing: Plan = {
		...huge,
		inputs: { x: { dtype: 'i32', shape: ['rows'] } },
		buffers: { grown: { dtype: 'i32', shape: Array.from({ length: rank }, () => 'rows' as const) } },
	};
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(growing);
		const few = scope.upload(tensor('i32', [1], [7]), 'x');
		const many = scope.upload(tensor('i32', [count], Array<number>(count).fill(7)), 'x');
		const problems = [
			...(await expectRefusal('Allocating too much', 'ALTA5029', ['huge'], () => backend.allocate([entries], 'i32', 'huge'))),
			...(await expectRefusal('A plan with a buffer that is too large', 'ALTA5029', ['huge'], () => backend.prepare(huge))),
			...(await expectRefusal('A run with a batch that is too large', 'ALTA5029', ['grown'], () => executable.run({ x: many }))),
		];
		await scope.run(executable, { x: few });
		return problems;
	});
}

/** What a backend says of itself, and whether it is true. */
export const limitCases: readonly BackendCase[] = [
	{ name: 'capabilities: they are complete, and give reasons', run: capabilities },
	{ name: 'capabilities: what is missing is refused with its reason', run: refusals },
	{ name: 'capabilities: what is too large is refused by name', run: tooLarge },
];
