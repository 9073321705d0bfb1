import { closest, type Problem, problem } from '@alta-ts/diagnostics';
import type { BufferRef, Dim, Plan } from '../plan.js';
import { printShape } from '../shape.js';
import type { DType } from '../tensor.js';
import type { Operand } from './operands.js';

/** What a step expects of a tensor it names. */
export interface Expectation {
	/** `float`: any but i32. */
	readonly dtype: DType | 'float';
	/** One entry a dimension; undefined where any will do. The whole absent: any shape. */
	readonly shape?: readonly (Dim | undefined)[] | undefined;
	/** Whether a sparse matrix will do. */
	readonly sparse?: boolean;
	/** The only role that will do. */
	readonly role?: Operand['role'];
}

/** Checks the tensors of one step, and collects what is wrong. */
export interface StepChecker {
	/** A tensor the step reads, as `part` (such as `weight`). Undefined where there is no such tensor. */
	reads(part: string, ref: BufferRef, expected: Expectation): Operand | undefined;
	/** A tensor the step writes: a buffer, and none of the tensors in `apart`. */
	writes(part: string, ref: BufferRef, expected: Expectation, apart: readonly (BufferRef | undefined)[]): Operand | undefined;
	/** Reports something else that is wrong. */
	report(code: string, what: string, why: string, fix: string, part?: string): void;
}

/** Makes a checker for the step with this label. */
export function stepChecker(plan: Plan, label: string, operands: ReadonlyMap<string, Operand>, problems: Problem[]): StepChecker {
	const where = [`plan ${plan.name}`, `step ${label}`];
	const report: StepChecker['report'] = (code, what, why, fix, part) => {
		problems.push(problem(code, { what, where: part === undefined ? where : [...where, part], why, fix }));
	};

	const reads: StepChecker['reads'] = (part, ref, expected) => {
		const operand = operands.get(ref);
		const place = `tensor ${ref}`;
		if (operand === undefined) {
			const meant = closest(ref, [...operands.keys()]);
			const fix = meant === undefined ? `Declare "${ref}".` : `Write "${meant}", or declare "${ref}".`;
			report(
				'ALTA5001',
				`The step names "${ref}" as its ${part}, but the plan has no such tensor.`,
				'Steps work on constants, inputs and buffers of their plan.',
				fix,
				place,
			);
			return undefined;
		}
		if (operand.sparse && expected.sparse !== true) {
			report(
				'ALTA5005',
				`The ${part} "${ref}" is sparse.`,
				'Only the weight of linear and the table of gather may be sparse.',
				'Make the tensor dense.',
				place,
			);
		}
		if (expected.role !== undefined && operand.role !== expected.role) {
			report(
				'ALTA5012',
				`The ${part} "${ref}" is a ${operand.role}.`,
				`A ${part} is always a ${expected.role}, so that it is known before the run.`,
				`Declare it as a ${expected.role}.`,
				place,
			);
		}
		if (!dtypeFits(operand.dtype, expected.dtype)) {
			const wanted = expected.dtype === 'float' ? 'a float' : expected.dtype;
			report(
				'ALTA5003',
				`The ${part} "${ref}" is ${operand.dtype}, not ${wanted}.`,
				'Nothing is converted while a plan runs.',
				`Declare it as ${wanted}.`,
				place,
			);
		}
		if (!shapeFits(operand.shape, expected.shape)) {
			const wanted = printExpected(expected.shape ?? []);
			report(
				'ALTA5004',
				`The ${part} "${ref}" is ${printShape(operand.shape)}, not ${wanted}.`,
				'The shapes of the tensors of a step follow from one another.',
				`Declare it as ${wanted}.`,
				place,
			);
		}
		return operand;
	};

	const writes: StepChecker['writes'] = (part, ref, expected, apart) => {
		const operand = reads(part, ref, expected);
		if (operand !== undefined && operand.role !== 'buffer') {
			report(
				'ALTA5002',
				`The step writes "${ref}", a ${operand.role}.`,
				'Constants and inputs belong to the caller and stay as they are.',
				'Write to a buffer.',
				`tensor ${ref}`,
			);
		}
		if (apart.includes(ref)) {
			report(
				'ALTA5006',
				`The step reads "${ref}" and writes it.`,
				'Only add may write what it reads; other ops would read what they have overwritten.',
				'Write to another buffer.',
				`tensor ${ref}`,
			);
		}
		return operand;
	};

	return { reads, writes, report };
}

function dtypeFits(dtype: DType, expected: Expectation['dtype']): boolean {
	return expected === 'float' ? dtype !== 'i32' : dtype === expected;
}

function shapeFits(shape: readonly Dim[], expected: Expectation['shape']): boolean {
	if (expected === undefined) return true;
	return shape.length === expected.length && expected.every((dim, axis) => dim === undefined || dim === shape[axis]);
}

function printExpected(shape: readonly (Dim | undefined)[]): string {
	return `[${shape.map((dim) => dim ?? '…').join(', ')}]`;
}
