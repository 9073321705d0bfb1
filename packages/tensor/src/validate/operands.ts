import { type Problem, problem } from '@alta-ts/diagnostics';
import { dtypeFault } from '../check-dtype.js';
import type { BufferType, Dim, Plan } from '../plan.js';
import { foreignNumber } from '../round-to.js';
import { countEntries, holds, printShape } from '../shape.js';
import { isSparse, sparseFault } from '../sparse-matrix.js';
import type { DType, SparseMatrix, Tensor } from '../tensor.js';

/** Something a step can name. */
export interface Operand {
	readonly name: string;
	readonly role: 'constant' | 'input' | 'buffer';
	readonly dtype: DType;
	readonly shape: readonly Dim[];
	readonly sparse: boolean;
}

/** All names of a plan. Where a name is declared twice, the first declaration counts. */
export function operandsOf(plan: Plan): ReadonlyMap<string, Operand> {
	const operands = new Map<string, Operand>();
	const declare = (operand: Operand): void => {
		if (!operands.has(operand.name)) operands.set(operand.name, operand);
	};
	for (const [name, constant] of Object.entries(plan.constants)) {
		declare({ name, role: 'constant', dtype: constant.dtype, shape: constant.shape, sparse: isSparse(constant) });
	}
	for (const [name, type] of Object.entries(plan.inputs)) declare({ name, role: 'input', ...type, sparse: false });
	for (const [name, type] of Object.entries(plan.buffers)) declare({ name, role: 'buffer', ...type, sparse: false });
	return operands;
}

/** What is wrong with the declarations of a plan. */
export function declarationProblems(plan: Plan): Problem[] {
	return [...nameProblems(plan), ...dtypeProblems(plan), ...constantProblems(plan), ...dimProblems(plan), ...outputProblems(plan)];
}

function nameProblems(plan: Plan): Problem[] {
	const names = [plan.constants, plan.inputs, plan.buffers].flatMap((declarations) => Object.keys(declarations));
	return [...new Set(names)].flatMap((name) => {
		const times = names.filter((each) => each === name).length;
		if (times === 1 && name !== '') return [];
		return problem('ALTA5008', {
			what: name === '' ? 'A tensor has no name.' : `The name "${name}" is declared ${times} times.`,
			where: [`plan ${plan.name}`, `tensor ${name}`],
			why: 'Constants, inputs and buffers are told apart by name.',
			fix: 'Give each its own name.',
		});
	});
}

function dtypeProblems(plan: Plan): Problem[] {
	const declared = [plan.constants, plan.inputs, plan.buffers].flatMap((declarations) => Object.entries(declarations));
	return declared.flatMap(([name, { dtype }]) => {
		const wrong = dtypeFault(dtype);
		if (wrong === undefined) return [];
		return problem('ALTA5003', {
			what: `In the declaration of "${name}", ${wrong.fault}.`,
			where: [`plan ${plan.name}`, `tensor ${name}`],
			why: 'The dtype says how a device holds the numbers.',
			fix: wrong.fix,
		});
	});
}

function constantProblems(plan: Plan): Problem[] {
	return Object.entries(plan.constants).flatMap(([name, constant]) => {
		const fault = constantFault(constant);
		if (fault === undefined) return [];
		return problem('ALTA5010', {
			what: `The numbers of constant "${name}" do not fit: ${fault}.`,
			where: [`plan ${plan.name}`, `tensor ${name}`],
			why: 'A backend copies constants to a device, where nothing checks them any more.',
			fix: 'Build the constant anew, with as many entries as its shape says.',
		});
	});
}

function constantFault(constant: Tensor | SparseMatrix): string | undefined {
	if (!constant.shape.every(isSize)) return `the shape is ${printShape(constant.shape)}`;
	const data = isSparse(constant) ? constant.values : constant.data;
	if (!holds(constant.dtype, data)) return `${constant.dtype} numbers are in a ${data.constructor.name}`;
	const foreign = foreignNumber(constant.dtype, data);
	if (foreign !== undefined) return `${foreign} is not a number of ${constant.dtype}`;
	if (isSparse(constant)) return sparseFault(constant);
	const entries = countEntries(constant.shape);
	return data.length === entries ? undefined : `there are ${data.length} entries for the shape ${printShape(constant.shape)}`;
}

function dimProblems(plan: Plan): Problem[] {
	const bound = new Set(Object.values(plan.inputs).flatMap(({ shape }) => shape.map(dimensionOf)));
	const declared: readonly (readonly [string, BufferType])[] = [...Object.entries(plan.inputs), ...Object.entries(plan.buffers)];
	return declared.flatMap(([name, { shape }]) =>
		[...new Set(shape)].flatMap((dim) => {
			const known = typeof dim === 'number' ? isSize(dim) : NAMED.includes(dim);
			if (known && (typeof dim === 'number' || bound.has(dimensionOf(dim)))) return [];
			return problem('ALTA5013', {
				what: known ? `No input says what "${dimensionOf(dim)}" is.` : `"${name}" has the dimension ${dim}.`,
				where: [`plan ${plan.name}`, `tensor ${name}`],
				why: known
					? 'Named dimensions are bound by the shapes of the inputs.'
					: `Dimensions are whole numbers from 0, or ${NAMED.join(', ')}.`,
				fix: known ? `Declare an input with the dimension "${dim}".` : 'Correct the shape.',
			});
		}),
	);
}

const NAMED: readonly Dim[] = ['rows', 'sequences', 'sequences+1'];

/** `sequences` and `sequences+1` are bound together. */
function dimensionOf(dim: Dim): Dim {
	return dim === 'sequences+1' ? 'sequences' : dim;
}

function isSize(size: number): boolean {
	return Number.isSafeInteger(size) && size >= 0;
}

function outputProblems(plan: Plan): Problem[] {
	return plan.outputs.flatMap((name, index) => {
		const twice = plan.outputs.indexOf(name) !== index;
		if (Object.hasOwn(plan.buffers, name) && !twice) return [];
		return problem('ALTA5011', {
			what: twice ? `Output "${name}" is listed twice.` : `Output "${name}" is not a buffer of the plan.`,
			where: [`plan ${plan.name}`, `tensor ${name}`],
			why: 'A run hands buffers to the caller, who then owns them; each can have one owner.',
			fix: `List buffers, each once: ${Object.keys(plan.buffers).join(', ')}.`,
		});
	});
}
