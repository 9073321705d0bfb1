import { type AddOp, type GatherOp, type HaltOp, type LayerNormOp, type LinearOp, OPS, type Op } from '../plan.js';
import { activations } from '../reference/activation.js';
import { checkAttention } from './check-attention.js';
import type { StepChecker } from './step-checker.js';

/** Checks the tensors and numbers of one op. */
export function checkOp(op: Op, checker: StepChecker): void {
	switch (op.op) {
		case 'gather':
			checkGather(op, checker);
			break;
		case 'linear':
			checkLinear(op, checker);
			break;
		case 'attention':
			checkAttention(op, checker);
			break;
		case 'add':
			checkAdd(op, checker);
			break;
		case 'layer-norm':
			checkLayerNorm(op, checker);
			break;
		case 'softmax': {
			const x = checker.reads('x', op.x, { dtype: 'float', shape: [undefined, undefined] });
			checker.writes('out', op.out, { dtype: x?.dtype ?? 'float', shape: x?.shape }, [op.x]);
			break;
		}
		case 'argmax': {
			const x = checker.reads('x', op.x, { dtype: 'float', shape: [undefined, undefined] });
			checker.writes('out', op.out, { dtype: 'i32', shape: [x?.shape[0]] }, [op.x]);
			break;
		}
		case 'halt':
			checkHalt(op, checker);
			break;
		default:
			unknownOp(op, checker);
			break;
	}
}

function unknownOp(op: never, checker: StepChecker): void {
	checker.report('ALTA5014', `The step's op is ${JSON.stringify(Object(op).op)}.`, `Ops are ${OPS.join(', ')}.`, 'Choose one of these.');
}

function checkGather(op: GatherOp, checker: StepChecker): void {
	const table = checker.reads('table', op.table, { dtype: 'float', shape: [undefined, undefined], sparse: true });
	const indices = checker.reads('indices', op.indices, { dtype: 'i32', shape: [undefined] });
	checker.writes('out', op.out, { dtype: table?.dtype ?? 'float', shape: [indices?.shape[0], table?.shape[1]] }, [op.table, op.indices]);
}

function checkLinear(op: LinearOp, checker: StepChecker): void {
	const x = checker.reads('x', op.x, { dtype: 'float', shape: [undefined, undefined] });
	const dtype = x?.dtype ?? 'float';
	const weight = checker.reads('weight', op.weight, { dtype, shape: [x?.shape[1], undefined], sparse: true });
	if (op.bias !== undefined) checker.reads('bias', op.bias, { dtype, shape: [weight?.shape[1]] });
	checker.writes('out', op.out, { dtype, shape: [x?.shape[0], weight?.shape[1]] }, [op.x, op.weight, op.bias]);
	if (!Object.hasOwn(activations, op.activation)) {
		checker.report(
			'ALTA5009',
			`The activation is "${op.activation}".`,
			`Activations are ${Object.keys(activations).join(', ')}.`,
			'Choose one of these.',
		);
	}
}

function checkAdd(op: AddOp, checker: StepChecker): void {
	const a = checker.reads('a', op.a, { dtype: 'float' });
	const expected = { dtype: a?.dtype ?? 'float', shape: a?.shape } as const;
	checker.reads('b', op.b, expected);
	checker.writes('out', op.out, expected, []);
	checkUnless(op, op.a, checker);
}

function checkLayerNorm(op: LayerNormOp, checker: StepChecker): void {
	const x = checker.reads('x', op.x, { dtype: 'float', shape: [undefined, undefined] });
	const dtype = x?.dtype ?? 'float';
	checker.reads('gain', op.gain, { dtype, shape: [x?.shape[1]] });
	checker.reads('bias', op.bias, { dtype, shape: [x?.shape[1]] });
	checker.writes('out', op.out, { dtype, shape: x?.shape }, [op.x, op.gain, op.bias]);
	checkUnless(op, op.x, checker);
	if (Number.isFinite(op.epsilon) && op.epsilon >= 0) return;
	checker.report(
		'ALTA5009',
		`Epsilon is ${op.epsilon}.`,
		'It is added to a variance, of which the root is taken.',
		'Give a small number from 0, such as 1e-5.',
	);
}

/** `unless` and `starts` come together, and then the first dimension is rows. */
function checkUnless(op: AddOp | LayerNormOp, ref: string, checker: StepChecker): void {
	const { unless, starts } = op;
	if (unless === undefined && starts === undefined) return;
	if (unless === undefined || starts === undefined) {
		checker.report(
			'ALTA5009',
			`The step has "${unless === undefined ? 'starts' : 'unless'}" without "${unless === undefined ? 'unless' : 'starts'}".`,
			'Sequences are left as they are by flag, and their rows are found by their starts.',
			'Give both or neither.',
		);
		return;
	}
	checker.reads('unless', unless, { dtype: 'i32', shape: ['sequences'] });
	checker.reads('starts', starts, { dtype: 'i32', shape: ['sequences+1'], role: 'input' });
	checker.reads('operand', ref, { dtype: 'float', shape: ['rows', undefined] });
}

function checkHalt(op: HaltOp, checker: StepChecker): void {
	if (op.tests !== undefined) checker.reads('tests', op.tests, { dtype: 'float', shape: ['rows', undefined] });
	checker.reads('starts', op.starts, { dtype: 'i32', shape: ['sequences+1'], role: 'input' });
	checker.reads('limits', op.limits, { dtype: 'i32', shape: ['sequences'] });
	checker.writes('passes', op.passes, { dtype: 'i32', shape: ['sequences'] }, [op.limits]);
	checker.writes('out', op.out, { dtype: 'i32', shape: ['sequences'] }, [op.limits, op.passes]);
}
