import type { Backend, GatherOp, Plan, Step, Tensor } from '@alta-ts/tensor';
import { withScope } from '@alta-ts/tensor';
import { afterAll, describe, expect, test } from 'vitest';
import { createGpuJsBackend, type GpuJsMode } from '../index.js';

function floats(shape: readonly number[], at: (index: number) => number): Tensor {
	const entries = shape.reduce((a, b) => a * b, 1);
	return { dtype: 'f32', shape, data: Float32Array.from({ length: entries }, (_, index) => at(index)) };
}

function integers(...data: readonly number[]): Tensor {
	return { dtype: 'i32', shape: [data.length], data: Int32Array.from(data) };
}

const rows = (columns: number): Plan['inputs'][string] => ({ dtype: 'f32', shape: ['rows', columns] });
const starts: Plan['inputs'][string] = { dtype: 'i32', shape: ['sequences+1'] };
const perSequence: Plan['inputs'][string] = { dtype: 'i32', shape: ['sequences'] };

function plan(steps: readonly Step[], parts: Partial<Plan>): Plan {
	return { name: 'trap', constants: {}, inputs: {}, buffers: {}, outputs: Object.keys(parts.buffers ?? {}), steps, ...parts };
}

/** Runs a plan and reads what it gives. */
async function results(backend: Backend, given: Plan, inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(given);
		const buffers = Object.entries(inputs).map(([name, tensor]) => [name, scope.upload(tensor, name)] as const);
		const { outputs } = await scope.run(executable, Object.fromEntries(buffers));
		const read = Object.entries(outputs).map(async ([name, buffer]) => [name, await backend.read(buffer)] as const);
		return Object.fromEntries(await Promise.all(read));
	});
}

const gather: GatherOp = { op: 'gather', label: 'look up', table: 'table', indices: 'ids', out: 'found' };
const linear: Step = { op: 'linear', label: 'layer', x: 'x', weight: 'weight', activation: 'none', out: 'y' };
const sum: Step = { op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' };

/** What gpu.js gets wrong in silence where one is not careful, in a mode. */
export function describeTraps(mode: GpuJsMode): void {
	describe(`traps of gpu.js in the mode ${mode}`, async () => {
		const backend = await createGpuJsBackend({ mode });
		afterAll(() => backend.dispose());

		test('sizes that grow and shrink from run to run', async () => {
			for (const [count, inputs, outputs] of [
				[4, 8, 16],
				[16, 3, 5],
				[2, 64, 2],
				[100, 64, 128],
				[1, 1, 1],
				[300, 7, 300],
				[4, 8, 16],
			] as const) {
				const x = floats([count, inputs], (index) => (index % 5) - 2);
				const weight = floats([inputs, outputs], (index) => (index % 7) - 3);
				const wanted = floats([count, outputs], (index) => {
					const [row, column] = [Math.floor(index / outputs), index % outputs];
					let total = 0;
					for (let i = 0; i < inputs; i++) total += (x.data[row * inputs + i] ?? 0) * (weight.data[i * outputs + column] ?? 0);
					return total;
				});
				const { y } = await results(
					backend,
					plan([linear], { constants: { weight }, inputs: { x: rows(inputs) }, buffers: { y: rows(outputs) } }),
					{ x },
				);
				expect(y).toEqual(wanted);
			}
		});

		test('loops that are longer than gpu.js lets loops be by itself', async () => {
			const inputs = 70_000;
			const given = plan([linear], {
				constants: { weight: floats([inputs, 1], () => 1) },
				inputs: { x: rows(inputs) },
				buffers: { y: rows(1) },
			});
			const { y } = await results(backend, given, { x: floats([2, inputs], (index) => (index < inputs ? 1 : 2)) });
			expect(Array.from(y?.data ?? [])).toEqual([inputs, 2 * inputs]);
		});

		test.each([3, 7, 999, 1001])('rows and columns of many threads, %i to a row', async (columns) => {
			const count = Math.floor(1.5e6 / columns);
			const table = floats([2, columns], (index) => index);
			const ids: Tensor = { dtype: 'i32', shape: [count], data: Int32Array.from({ length: count }, (_, row) => row % 2) };
			const given = plan([gather], {
				constants: { table },
				inputs: { ids: { dtype: 'i32', shape: ['rows'] } },
				buffers: { found: rows(columns) },
			});
			const { found } = await results(backend, given, { ids });
			const wrong = found?.data.findIndex((value, index) => value !== (Math.floor(index / columns) % 2) * columns + (index % columns));
			expect(wrong).toBe(-1);
		});

		test('places in arrays that are only just exact in f32', async () => {
			const entries = 3 * 2 ** 22;
			const table = floats([entries / 3, 3], (index) => index);
			const ids = integers(0, entries / 3 - 1, 2 ** 22 - 7, 2_796_203, 12_345);
			const given = plan([gather], {
				inputs: { table: { dtype: 'f32', shape: [entries / 3, 3] }, ids: { dtype: 'i32', shape: ['rows'] } },
				buffers: { found: rows(3) },
			});
			const { found } = await results(backend, given, { table, ids });
			expect(Array.from(found?.data ?? [])).toEqual([...ids.data].flatMap((id) => [3 * id, 3 * id + 1, 3 * id + 2]));
		});

		test('more than can be counted is refused by name', async () => {
			const x = floats([2 ** 23 + 1, 1], () => 1);
			await expect(results(backend, plan([sum], { inputs: { x: rows(1) }, buffers: { y: rows(1) } }), { x })).rejects.toThrow(
				/ALTA5029[\s\S]*step sum/,
			);
			const attend: Step = {
				op: 'attention',
				label: 'attend',
				query: 'x',
				key: 'x',
				value: 'x',
				starts: 'starts',
				out: 'y',
				heads: [{ name: 'all', kind: 'softmax', keyColumns: [0, 1], valueColumns: [0, 1], scale: 1 }],
			};
			const length = 3000;
			const tooLong = results(backend, plan([attend], { inputs: { x: rows(1), starts }, buffers: { y: rows(1) } }), {
				x: floats([length, 1], () => 1),
				starts: integers(0, length),
			});
			await expect(tooLong).rejects.toThrow(/ALTA5029[\s\S]*step attend/);
			const tall = plan([{ ...gather, table: 'tall' }], {
				constants: {
					tall: {
						dtype: 'f32',
						shape: [2 ** 24, 1],
						rowStarts: new Int32Array(2 ** 24 + 1),
						columns: new Int32Array(0),
						values: new Float32Array(0),
					},
				},
				inputs: { ids: { dtype: 'i32', shape: ['rows'] } },
				buffers: { found: rows(1) },
			});
			await expect(backend.prepare(tall)).rejects.toThrow(/ALTA5029[\s\S]*tensor tall/);
		});

		test('integers that f32 does not have', async () => {
			const halt: Step = { op: 'halt', label: 'halt', starts: 'starts', passes: 'passes', limits: 'limits', out: 'flags' };
			const stay: Step = { op: 'add', label: 'stay', a: 'x', b: 'x', unless: 'kept', starts: 'starts', out: 'y' };
			const given = plan([{ op: 'repeat', label: 'loop', atMost: 3, steps: [halt] }, stay], {
				inputs: { x: rows(1), starts, limits: perSequence, kept: perSequence },
				buffers: { passes: perSequence, flags: perSequence, y: rows(1) },
			});
			const large = 2 ** 31 - 1;
			const { passes, flags, y } = await results(backend, given, {
				x: floats([3, 1], () => 5),
				starts: integers(0, 1, 2, 3),
				limits: integers(large, 2, 2 ** 24 + 1),
				kept: integers(0, -large, 2 ** 24 + 1),
			});
			expect([passes?.data, flags?.data, y?.data]).toEqual([Int32Array.of(3, 2, 3), Int32Array.of(0, 2, 0), Float32Array.of(10, 5, 5)]);
		});
	});
}
