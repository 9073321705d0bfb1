import type { Backend, DType, Executable, Plan, RunInfo, Tensor } from '@alta-ts/tensor';

/** A plan with only what a test cares about. */
export function planOf(parts: Partial<Plan>): Plan {
	return { name: 'test', constants: {}, inputs: {}, buffers: {}, outputs: [], steps: [], ...parts };
}

/** A tensor from plain numbers. */
export function tensor(dtype: DType, shape: readonly number[], numbers: Iterable<number>): Tensor {
	return { dtype, shape, data: dtype === 'i32' ? Int32Array.from(numbers) : Float32Array.from(numbers) };
}

/** The numbers of every output of a plan, and its passes. */
export interface PlanNumbers {
	readonly outputs: Readonly<Record<string, readonly number[]>>;
	readonly passes: RunInfo['passes'];
}

/** Runs a plan once, and gives everything back but what the backend holds of itself. */
export async function runPlan(backend: Backend, plan: Plan, inputs: Readonly<Record<string, Tensor>>): Promise<PlanNumbers> {
	const executable = await backend.prepare(plan);
	const numbers = await runExecutable(backend, executable, inputs);
	executable.dispose();
	return numbers;
}

/** Runs an executable once. Only the executable stays. */
export async function runExecutable(
	backend: Backend,
	executable: Executable,
	inputs: Readonly<Record<string, Tensor>>,
): Promise<PlanNumbers> {
	const buffers = Object.fromEntries(Object.entries(inputs).map(([name, each]) => [name, backend.upload(each, name)]));
	const { outputs, passes } = await executable.run(buffers);
	const numbers: Record<string, readonly number[]> = {};
	for (const [name, buffer] of Object.entries(outputs)) {
		numbers[name] = Array.from((await backend.read(buffer)).data);
		buffer.dispose();
	}
	for (const buffer of Object.values(buffers)) buffer.dispose();
	return { outputs: numbers, passes };
}

/** Numbers from −1 to 1 that are the same in every run. */
export function someNumbers(count: number, seed = 1): Float32Array {
	let state = seed;
	return Float32Array.from({ length: count }, () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
		return state / 2 ** 31;
	});
}

/** The largest difference of two lists of numbers; infinity where one has a NaN that the other lacks, or they differ in length. */
export function farthest(a: readonly number[], b: readonly number[]): number {
	if (a.length !== b.length) return Number.POSITIVE_INFINITY;
	return a.reduce((largest, each, index) => {
		const other = b[index] ?? 0;
		if (Object.is(each, other) || each === other) return largest;
		const difference = Math.abs(each - other);
		return Math.max(largest, Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference);
	}, 0);
}

/** The first entry at which two runs differ, bit for bit, NaN being like NaN; undefined where there is none. */
export function firstDifference(a: PlanNumbers, b: PlanNumbers): string | undefined {
	for (const [name, numbers] of Object.entries(a.outputs)) {
		const index = numbers.findIndex((number, at) => !Object.is(number, b.outputs[name]?.[at]));
		if (index !== -1) return `${name}[${index}] is ${numbers[index]} and ${b.outputs[name]?.[index]}`;
	}
	return undefined;
}
