import { type Backend, type BufferType, createReferenceBackend, type Plan, type RunInfo, type Tensor, withScope } from '@alta-ts/tensor';

/** Rows of floats. */
export const rows = (columns: number): BufferType => ({ dtype: 'f32', shape: ['rows', columns] });
/** A tensor of floats. */
export const floats = (shape: readonly number[], ...numbers: readonly number[]): Tensor => ({
	dtype: 'f32',
	shape,
	data: Float32Array.from(numbers),
});
/** A vector of integers. */
export const integers = (...numbers: readonly number[]): Tensor => ({
	dtype: 'i32',
	shape: [numbers.length],
	data: Int32Array.from(numbers),
});

/** A plan and what it is run on. */
export interface Trial {
	readonly plan: Plan;
	readonly inputs: Readonly<Record<string, Tensor>>;
}

/** Runs a trial on a backend and on the reference; says what differs by more than a tolerance. */
export async function judge(backend: Backend, trial: Trial, tolerance = 0): Promise<readonly string[]> {
	const found = await run(backend, trial);
	const wanted = await run(createReferenceBackend(), trial);
	const numbers = (text: string): readonly number[] => (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
	const seen = numbers(found);
	const near = numbers(wanted).every(
		(number, index) => Math.abs(number - (seen[index] ?? Number.NaN)) <= tolerance * Math.max(1, Math.abs(number)),
	);
	return near ? [] : [`It gave ${found}, not ${wanted}.`];
}

/** What a trial gives, as text. */
export function run(backend: Backend, { plan, inputs }: Trial): Promise<string> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(plan);
		const buffers = Object.entries(inputs).map(([name, tensor]) => [name, scope.upload(tensor, name)] as const);
		const { outputs, passes } = await scope.run(executable, Object.fromEntries(buffers));
		return JSON.stringify([passes, await numbersOf(backend, outputs)]);
	});
}

async function numbersOf(backend: Backend, outputs: RunInfo['outputs']): Promise<Readonly<Record<string, readonly number[]>>> {
	const numbers: Record<string, readonly number[]> = {};
	for (const [name, buffer] of Object.entries(outputs)) numbers[name] = Array.from((await backend.read(buffer)).data);
	return numbers;
}
