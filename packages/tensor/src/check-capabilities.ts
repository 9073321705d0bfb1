import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Backend } from './backend.js';
import type { BufferType, Plan, Step } from './plan.js';
import { bytesOf, countEntries } from './shape.js';
import { isSparse } from './sparse-matrix.js';

/**
 * Refuses a plan that needs more than a backend says it can do. Sizes that depend on the batch are not known yet and not checked.
 *
 * @throws AltaError ALTA5029 for every op, dtype and size that the backend lacks, naming the step or tensor.
 */
export function checkCapabilities(plan: Plan, backend: Pick<Backend, 'name' | 'capabilities'>): void {
	const { ops, dtypes, limits } = backend.capabilities;
	const problems: Problem[] = [];
	const refuse = (place: string, what: string, why: string): void => {
		problems.push(
			problem('ALTA5029', {
				what,
				where: [`backend ${backend.name}`, `plan ${plan.name}`, place],
				why,
				fix: 'Choose another backend; the reference backend can do everything.',
			}),
		);
	};
	const visit = (step: Step): void => {
		if (!ops.includes(step.op)) refuse(`step ${step.label}`, `The backend cannot do "${step.op}".`, `Its ops are ${ops.join(', ')}.`);
		if (step.op === 'repeat') step.steps.forEach(visit);
	};
	plan.steps.forEach(visit);
	const types: Record<string, BufferType> = { ...plan.constants, ...plan.inputs, ...plan.buffers };
	for (const [name, { dtype, shape }] of Object.entries(types)) {
		if (!dtypes.includes(dtype)) refuse(`tensor ${name}`, `The backend has no ${dtype}.`, `Its dtypes are ${dtypes.join(', ')}.`);
		const constant = plan.constants[name];
		const stored = constant !== undefined && isSparse(constant) ? [constant.values.length] : shape;
		const sizes = stored.flatMap((dim) => (typeof dim === 'number' ? [dim] : []));
		const bytes = sizes.length === stored.length ? countEntries(sizes) * bytesOf(dtype) : 0;
		if (bytes > limits.bufferBytes)
			refuse(`tensor ${name}`, `"${name}" takes ${bytes} bytes.`, `A buffer of this backend has at most ${limits.bufferBytes}.`);
	}
	throwProblems(problems);
}
