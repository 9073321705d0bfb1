import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Backend } from './backend.js';
import { checkDType } from './check-tensor.js';
import type { Op, Plan, Step } from './plan.js';
import { missingDType, refusalOf } from './refusal-of.js';
import { type BoundDims, bytesOf, countEntries, printBytes, sizeOf } from './shape.js';
import { isSparse } from './sparse-matrix.js';
import type { DType } from './tensor.js';

/** A backend by name, with what it can do. */
export type Able = Pick<Backend, 'name' | 'capabilities'>;

/**
 * Refuses a plan that needs more than a backend says it can do. Sizes that depend on the batch are not known yet: `checkRunSizes` looks at them.
 *
 * @throws AltaError ALTA5029 for every op, dtype and size that the backend lacks, naming the step or tensor.
 */
export function checkCapabilities(plan: Plan, backend: Able): void {
	const { capabilities } = backend;
	const problems: Problem[] = [];
	const dtypes = new Map<string, DType>(
		[plan.constants, plan.inputs, plan.buffers].flatMap((types) => Object.entries(types).map(([name, { dtype }]) => [name, dtype])),
	);
	const visit = (step: Step): void => {
		const dtype = step.op === 'repeat' ? undefined : dtypes.get(measuredBy(step));
		const whole = refusalOf(capabilities, step.op);
		const partly =
			dtype === undefined || missingDType(capabilities, dtype) !== undefined ? undefined : refusalOf(capabilities, step.op, dtype);
		const reason = whole ?? partly;
		const what = `The backend cannot do "${step.op}"${whole === undefined ? ` in ${dtype}` : ''}.`;
		if (reason !== undefined) problems.push(refused(backend, plan, `step ${step.label}`, what, reason));
		if (step.op === 'repeat') step.steps.forEach(visit);
	};
	plan.steps.forEach(visit);
	for (const [name, dtype] of dtypes) {
		const reason = missingDType(capabilities, dtype);
		if (reason !== undefined) problems.push(refused(backend, plan, `tensor ${name}`, `The backend has no ${dtype}.`, reason));
	}
	throwProblems([...problems, ...sizeProblems(plan, undefined, backend)]);
}

/**
 * Refuses a run whose buffers are larger than the backend can make them, once the sizes of the batch are known.
 *
 * @throws AltaError ALTA5029 for every such buffer, by name.
 */
export function checkRunSizes(plan: Plan, bound: BoundDims, backend: Able): void {
	throwProblems(sizeProblems(plan, bound, backend));
}

/**
 * Refuses a buffer that the backend cannot hold: of a dtype it lacks, or too large.
 *
 * @throws AltaError ALTA5029 that names the label; ALTA5028 for a dtype that no backend has.
 */
export function checkBuffer(shape: readonly number[], dtype: DType, label: string, backend: Able): void {
	checkDType(dtype, label);
	const reason = missingDType(backend.capabilities, dtype);
	throwProblems(reason === undefined ? [] : [refused(backend, undefined, `tensor ${label}`, `The backend has no ${dtype}.`, reason)]);
	throwProblems(tooLarge(backend, undefined, label, countEntries(shape) * bytesOf(dtype)));
}

function sizeProblems(plan: Plan, bound: BoundDims | undefined, backend: Able): readonly Problem[] {
	const constants = bound !== undefined ? [] : Object.entries(plan.constants);
	const ofConstants = constants.flatMap(([name, constant]) => {
		const entries = isSparse(constant) ? constant.values.length : countEntries(constant.shape);
		return tooLarge(backend, plan, name, entries * bytesOf(constant.dtype));
	});
	const declared = [...Object.entries(plan.inputs), ...Object.entries(plan.buffers)];
	const ofBuffers = declared.flatMap(([name, { dtype, shape }]) => {
		const known = shape.flatMap((dim) => (typeof dim === 'number' ? [dim] : bound === undefined ? [] : [sizeOf(dim, bound)]));
		return known.length < shape.length ? [] : tooLarge(backend, plan, name, countEntries(known) * bytesOf(dtype));
	});
	return [...ofConstants, ...ofBuffers];
}

function tooLarge(backend: Able, plan: Plan | undefined, name: string, bytes: number): readonly Problem[] {
	const { bufferBytes } = backend.capabilities.limits;
	if (bytes <= bufferBytes) return [];
	const why = `A buffer of this backend has at most ${printBytes(bufferBytes)}.`;
	return [refused(backend, plan, `tensor ${name}`, `"${name}" takes ${printBytes(bytes)}.`, why, SMALLER)];
}

const ELSEWHERE = 'Choose a backend that has it, such as the reference backend.';
const SMALLER = 'Run smaller batches, or divide it into parts.';

function refused(backend: Able, plan: Plan | undefined, place: string, what: string, why: string, fix: string = ELSEWHERE): Problem {
	return problem('ALTA5029', {
		what,
		where: [`backend ${backend.name}`, ...(plan === undefined ? [] : [`plan ${plan.name}`]), place],
		why,
		fix,
	});
}

/** The operand whose dtype an op's numbers have: plans give all floats of one op the same. That of a halting test without tests is i32. */
export function measuredBy(op: Op): string {
	switch (op.op) {
		case 'gather':
			return op.table;
		case 'attention':
			return op.query;
		case 'add':
			return op.a;
		case 'halt':
			return op.tests ?? op.out;
		default:
			return op.x;
	}
}
