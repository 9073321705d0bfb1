import { type BackendCase, backendCases, type CaseRunner, createCaseRunner } from '@alta-ts/backend-kit';
import { describeInDType } from '@alta-ts/backend-kit/vitest';
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
