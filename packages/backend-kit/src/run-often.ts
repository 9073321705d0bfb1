import { type Backend, type Executable, type Plan, withScope } from '@alta-ts/tensor';
import { numbers, startsOf, tensor, total } from './data/numbers.js';
import { flags, rows } from './data/trial.js';
import { readAll } from './run-plan.js';

/** How {@link runOften} runs. */
export interface OftenOptions {
	/** What the process holds, by kind: in Node, `process.memoryUsage` after a collection. */
	readonly held: () => Readonly<Record<string, number>>;
	/** How many runs there are, 1,000 when absent. */
	readonly runs?: number;
	/** After how many of them memory is looked at first, 300 when absent: caches are filled by then. */
	readonly warm?: number;
	/** The lengths of the sequences of a run; up to fifteen short ones when absent. */
	readonly lengthsOf?: (run: number) => readonly number[];
}

/** What was held early on and at the end, by kind. */
export interface OftenReport {
	readonly early: Readonly<Record<string, number>>;
	readonly late: Readonly<Record<string, number>>;
}

/**
 * Runs a plan with a loop many times, on batches of other sizes each time, and looks at what is held after the first runs and at the end. It
 * disposes all buffers, but neither the executable nor the backend, so a process that does nothing else shows as well whether it ends by itself.
 *
 * @example
 * ```ts
 * import { runOften } from '@alta-ts/backend-kit';
 * import { createReferenceBackend } from '@alta-ts/tensor';
 * const { early } = await runOften(createReferenceBackend(), { held: () => ({ heap: 0 }), warm: 2, runs: 4 });
 * early; // => { heap: 0 }
 * ```
 */
export async function runOften(
	backend: Backend,
	{ held, runs = 1000, warm = 300, lengthsOf = manyShort }: OftenOptions,
): Promise<OftenReport> {
	const executable = await backend.prepare(plan);
	const runAll = async (from: number, to: number): Promise<void> => {
		for (let run = from; run < to; run++) await runOnce(backend, executable, lengthsOf(run));
	};
	await runAll(0, warm);
	const early = await leastHeld(held);
	await runAll(warm, runs);
	return { early, late: await leastHeld(held) };
}

declare function setTimeout(callback: () => void, milliseconds: number): unknown;

/** The least of several looks, since arrays are given back a little after nothing refers to them. */
async function leastHeld(held: OftenOptions['held']): Promise<Readonly<Record<string, number>>> {
	const least = new Map<string, number>();
	for (let look = 0; look < 10; look++) {
		for (const [kind, bytes] of Object.entries(held())) least.set(kind, Math.min(bytes, least.get(kind) ?? bytes));
		await new Promise<void>((resolve) => {
			setTimeout(resolve, 10);
		});
	}
	return Object.fromEntries(least);
}

function manyShort(run: number): readonly number[] {
	return Array.from({ length: 1 + (run % 15) }, (_, sequence) => (run * 13 + sequence * 29) % 25);
}

async function runOnce(backend: Backend, executable: Executable, lengths: readonly number[]): Promise<void> {
	await withScope(backend, async (scope) => {
		const half = Array.from({ length: total(lengths) * WIDTH }, () => 0.5);
		const limits = lengths.map((length) => 1 + (length % 3));
		const { outputs } = await scope.run(executable, {
			x: scope.upload(tensor('f32', [total(lengths), WIDTH], half), 'x'),
			starts: scope.upload(startsOf(lengths), 'starts'),
			limits: scope.upload(tensor('i32', [lengths.length], limits), 'limits'),
		});
		await readAll(backend, outputs);
	});
}

const WIDTH = 24;

const plan: Plan = {
	name: 'often',
	constants: { w: numbers('f32', [WIDTH, WIDTH], 1) },
	inputs: { x: rows('f32', WIDTH), starts: { dtype: 'i32', shape: ['sequences+1'] }, limits: flags },
	buffers: { y: rows('f32', WIDTH), z: rows('f32', WIDTH), best: rows('i32'), passes: flags, halted: flags },
	outputs: ['z', 'best'],
	steps: [
		{
			op: 'repeat',
			label: 'loop',
			atMost: 9,
			until: 'halted',
			steps: [
				{ op: 'linear', label: 'l', x: 'x', weight: 'w', activation: 'relu', out: 'y' },
				{
					op: 'attention',
					label: 'a',
					query: 'y',
					key: 'x',
					value: 'y',
					starts: 'starts',
					out: 'z',
					heads: [
						{ name: 'dense', kind: 'softmax', keyColumns: [0, 20], valueColumns: [0, 20], scale: 1 },
						{ name: 'local', kind: 'softmax', keyColumns: [20, WIDTH], valueColumns: [20, WIDTH], scale: 1, offsets: [-1, 1] },
					],
				},
				{ op: 'halt', label: 'h', starts: 'starts', passes: 'passes', limits: 'limits', out: 'halted' },
			],
		},
		{ op: 'argmax', label: 'b', x: 'z', out: 'best' },
	],
};
