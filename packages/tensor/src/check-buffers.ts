import { altaError, describeValue, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Buffer } from './backend.js';

/**
 * The inputs of a run as they were meant: those that are undefined count as missing.
 *
 * @throws AltaError ALTA5031 for inputs that are no object, and for every one that is no buffer, such as numbers that were not uploaded.
 */
export function checkRunInputs(plan: string, inputs: unknown): Readonly<Record<string, Buffer>> {
	if (!isObject(inputs)) throw noInputs(plan, inputs);
	const problems: Problem[] = [];
	const buffers: [string, Buffer][] = [];
	for (const [name, each] of Object.entries(inputs)) {
		if (isBuffer(each)) buffers.push([name, each]);
		else if (each !== undefined) problems.push(noBuffer(`Input "${name}"`, name, [`plan ${plan}`, `input ${name}`], each));
	}
	throwProblems(problems);
	return Object.fromEntries(buffers);
}

/** @throws AltaError ALTA5031 for something that is no buffer. */
export function checkIsBuffer(buffer: unknown, backend: string): void {
	if (!isBuffer(buffer)) throwProblems([noBuffer('What is to be read', 'label', [`backend ${backend}`], buffer)]);
}

function isBuffer(value: unknown): value is Buffer {
	return isObject(value) && 'label' in value && 'dispose' in value && typeof value.dispose === 'function';
}

function noBuffer(what: string, label: string, where: readonly string[], value: unknown): Problem {
	return problem('ALTA5031', {
		what: `${what} is ${describeValue(value)}, not a buffer.`,
		where,
		why: 'Backends work with buffers: numbers that were uploaded, allocated or computed on their device.',
		fix: isPromise(value) ? 'Await the promise.' : `Upload the numbers: \`backend.upload({ dtype, shape, data }, '${label}')\`.`,
	});
}

function noInputs(plan: string, inputs: unknown): Error {
	return altaError('ALTA5031', {
		what: `The inputs are ${describeValue(inputs)}, not buffers by name.`,
		where: [`plan ${plan}`],
		why: 'A run takes one object with a buffer for each input of the plan.',
		fix: 'Pass an object, an empty one where the plan has no inputs.',
	});
}

function isPromise(value: unknown): boolean {
	return isObject(value) && 'then' in value && typeof value.then === 'function';
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
