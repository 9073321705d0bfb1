import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { BufferType, Dim, Plan } from './plan.js';
import { type BoundDims, printShape, sizeOf } from './shape.js';
import type { DType } from './tensor.js';

/** What is known of an input without looking at its numbers. */
export interface InputFacts {
	readonly dtype: DType;
	readonly shape: readonly number[];
}

/**
 * Binds a plan's named dimensions from the inputs of one run, and checks names, dtypes and shapes. A dimension no input names is 0.
 *
 * @throws ALTA5023 for a missing or an extra input, ALTA5024 for one of another dtype or shape; all of them at once.
 */
export function bindInputs(plan: Plan, inputs: Readonly<Record<string, InputFacts>>): BoundDims {
	const problems: Problem[] = [];
	for (const name of Object.keys(inputs)) {
		if (!Object.hasOwn(plan.inputs, name)) problems.push(inputProblem(plan, name, 'is not an input of the plan'));
	}
	const found: Found = {};
	for (const [name, type] of Object.entries(plan.inputs)) {
		const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
		if (input === undefined) problems.push(inputProblem(plan, name, 'is missing'));
		else if (input.shape.length === type.shape.length) bind(type, input, found);
	}
	const bound = { rows: found.rows ?? 0, sequences: found.sequences ?? 0 };
	for (const [name, type] of Object.entries(plan.inputs)) {
		const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
		if (input !== undefined && !fits(type, input, bound)) problems.push(typeProblem(plan, name, type, input, found));
	}
	throwProblems(problems);
	return bound;
}

/** What the inputs have said of the named dimensions so far. */
interface Found {
	rows?: number;
	sequences?: number;
}

function bind(type: BufferType, input: InputFacts, found: Found): void {
	type.shape.forEach((dim, axis) => {
		const size = input.shape[axis] ?? 0;
		if (dim === 'rows') found.rows ??= size;
		else if (dim === 'sequences') found.sequences ??= size;
		else if (dim === 'sequences+1') found.sequences ??= Math.max(0, size - 1);
	});
}

function fits(type: BufferType, input: InputFacts, bound: BoundDims): boolean {
	return (
		type.dtype === input.dtype &&
		type.shape.length === input.shape.length &&
		type.shape.every((dim, axis) => sizeOf(dim, bound) === input.shape[axis])
	);
}

function inputProblem(plan: Plan, name: string, what: string): Problem {
	return problem('ALTA5023', {
		what: `Input "${name}" ${what}.`,
		where: [`plan ${plan.name}`, `input ${name}`],
		why: 'A run takes exactly the inputs its plan declares.',
		fix: `Pass ${Object.keys(plan.inputs).join(', ') || 'no inputs'}.`,
	});
}

function typeProblem(plan: Plan, name: string, type: BufferType, input: InputFacts, found: Found): Problem {
	const wanted = `${type.dtype} ${printShape(type.shape)}`;
	const bound = printShape(type.shape.map((dim) => knownSize(dim, found) ?? dim));
	return problem('ALTA5024', {
		what: `Input "${name}" is ${input.dtype} ${printShape(input.shape)}, the plan declares ${wanted}.`,
		where: [`plan ${plan.name}`, `input ${name}`],
		why: whyUnfit(type, input, found),
		fix: `Pass ${type.dtype} ${bound}.`,
	});
}

function whyUnfit(type: BufferType, input: InputFacts, found: Found): string {
	const [axes, declared] = [input.shape.length, type.shape.length];
	if (axes !== declared) return `${axes < declared ? 'An axis is missing' : 'There are too many axes'}: it has ${axes}, not ${declared}.`;
	const sizes = Object.entries(found).map(([dim, size]) => `${dim} is ${size}`);
	return sizes.length === 0 ? 'Nothing is converted for a run.' : `In this run ${sizes.join(' and ')}.`;
}

function knownSize(dim: Dim, found: Found): number | undefined {
	const bound = { rows: found.rows ?? Number.NaN, sequences: found.sequences ?? Number.NaN };
	const size = sizeOf(dim, bound);
	return Number.isNaN(size) ? undefined : size;
}
