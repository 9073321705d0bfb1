import { type BackendCase, backendCases, type CaseRunner, createCaseRunner } from '@alta-ts/backend-kit';
import { describeInDType } from '@alta-ts/backend-kit/vitest';
import { type Plan, type Tensor, withScope } from '@alta-ts/tensor';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findAdapter } from './device/open-device.js';
import { createWebGpuBackend, type Variants } from './index.js';
import { kernelsForCards, kernelsForSoftware } from './testing/all-kernels.js';
import { createTapped } from './testing/tap-gpu.js';
import { forCards, forSoftware } from './testing/variants.js';

vi.setConfig({ testTimeout: 300_000 });

const inHalf = backendCases.filter(({ dtype }) => dtype === 'f16');

/** Cases for which software compiles kernels of cards for minutes. Their f32 is tried on another driver, and others try these kernels. */
const slow = /^attention f16: (batches and widths|one-hot)|^random plans/;

const halves = [...kernelsForSoftware, ...kernelsForCards]
	.map((kernel) => kernel.inDType('f16'))
	.filter(({ name }) => name.endsWith(' f16'));

await describeInDType('f16', 'f16', createWebGpuBackend, () => {
	const files = new Set<string>();
	const shader = (wgsl: string, name: string): string => {
		if (name.endsWith(' f16')) files.add(halves.find((kernel) => kernel.name === name)?.file ?? name);
		return wgsl;
	};
	const describeCases = (what: string, variants: Partial<Variants>, cases: readonly BackendCase[]): void => {
		describe(what, () => {
			let runner: CaseRunner | undefined;
			beforeAll(async () => {
				runner = await createCaseRunner(() => createTapped({ shader }, { variants }));
			});
			afterAll(() => runner?.dispose());
			test.for(cases)('$name', async (each) => {
				expect(await runner?.run(each)).toMatchObject({ status: 'passed', problems: [] });
			});
		});
	};
	describeCases('kernels for adapters in software', forSoftware, inHalf);
	describeCases(
		'kernels for cards',
		forCards,
		inHalf.filter(({ name }) => !slow.test(name)),
	);

	test('sums are of f32, whatever is on the way', async () => {
		const backend = await createWebGpuBackend();
		const count = 4097;
		const row = { dtype: 'f16', shape: ['rows', 2] } as const;
		const ones = (shape: readonly [number, number]): Tensor => ({
			dtype: 'f16',
			shape,
			data: new Float32Array(shape[0] * shape[1]).fill(1),
		});
		const plan: Plan = {
			name: 'sums',
			constants: { weight: ones([count, 2]) },
			inputs: {
				wide: { dtype: 'f16', shape: ['rows', count] },
				value: row,
				starts: { dtype: 'i32', shape: ['sequences+1'] },
			},
			buffers: { total: row, mean: row },
			outputs: ['total', 'mean'],
			steps: [
				{ op: 'linear', label: 'total', x: 'wide', weight: 'weight', activation: 'none', out: 'total' },
				{
					op: 'attention',
					label: 'mean',
					query: 'value',
					key: 'value',
					value: 'value',
					starts: 'starts',
					heads: [{ name: 'head', kind: 'softmax', keyColumns: [0, 0], valueColumns: [0, 2], scale: 1 }],
					out: 'mean',
				},
			],
		};
		const rows = 90;
		const found = await withScope(backend, async (scope) => {
			const executable = await scope.prepare(plan);
			const { outputs } = await scope.run(executable, {
				wide: scope.upload(ones([rows, count]), 'wide'),
				value: scope.upload({ dtype: 'f16', shape: [rows, 2], data: new Float32Array(2 * rows).fill(1000) }, 'value'),
				starts: scope.upload({ dtype: 'i32', shape: [2], data: Int32Array.of(0, rows) }, 'starts'),
			});
			return Promise.all(
				[outputs.total, outputs.mean].map(async (each) => (each === undefined ? [] : [...(await backend.read(each)).data])),
			);
		});
		backend.dispose();
		expect(found).toEqual([Array(2 * rows).fill(4096), Array(2 * rows).fill(1000)]);
	});

	test('kernels of every file ran', () => {
		expect(halves.map(({ file }) => file).filter((file) => !files.has(file))).toEqual([]);
	});

	test('every kernel is one that a device takes', async () => {
		const adapter = await findAdapter({});
		if ('fix' in adapter) throw new RangeError(adapter.reason);
		const device = await adapter.requestDevice({
			requiredFeatures: (['shader-f16', 'subgroups'] as const).filter((feature) => adapter.features.has(feature)),
		});
		const faults = await Promise.all(
			halves.map(async ({ name, wgsl }) => {
				const { messages } = await device.createShaderModule({ label: name, code: wgsl }).getCompilationInfo();
				return messages.filter(({ type }) => type === 'error').map(({ message }) => `${name}: ${message}`);
			}),
		);
		device.destroy();
		expect(faults.flat()).toEqual([]);
	});
});
