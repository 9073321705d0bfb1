import { type BackendCase, backendCases, type CaseRunner, createCaseRunner } from '@alta-ts/backend-kit';
import { describeInDType } from '@alta-ts/backend-kit/vitest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findAdapter } from './device/open-device.js';
import { createWebGpuBackend, type Variants } from './index.js';
import { kernelsForCards, kernelsForOtherCards, kernelsForPlainSoftware, kernelsForSoftware } from './testing/all-kernels.js';
import { halfTrials, resultsOf } from './testing/half-trials.js';
import { createTapped } from './testing/tap-gpu.js';
import { forCards, forOtherCards, forPlainSoftware, forSoftware } from './testing/variants.js';

vi.setConfig({ testTimeout: 300_000 });

const inHalf = backendCases.filter(({ dtype }) => dtype === 'f16');

/** Cases for which software compiles kernels of cards for minutes. Their f32 is tried on another driver, and others try these kernels. */
const slow = /^attention f16: (batches and widths|one-hot)|^random plans/;

/** What stands for f16 in kernels, and mistakes in it. */
const mistakes: readonly (readonly [op: string, from: string, to: string])[] = [
	['argmax', 'vec2h(0.0h, entry)', 'vec2h(entry, 0.0h)'],
	['gather', 'bitcast<vec2h>(bits).y', 'bitcast<vec2h>(bits).x'],
	['halt', 'INFINITE = 0x7c000000u', 'INFINITE = 0x7f800000u'],
	['attention', 'APART = true', 'APART = false'],
];

const halves = [...kernelsForSoftware, ...kernelsForPlainSoftware, ...kernelsForCards, ...kernelsForOtherCards]
	.map((kernel) => kernel.inDType('f16'))
	.filter(({ name }) => name.endsWith(' f16'));

await describeInDType('WebGPU kernels in f16', 'f16', createWebGpuBackend, () => {
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
	const about = (...ops: readonly string[]): readonly BackendCase[] => inHalf.filter(({ op }) => op !== undefined && ops.includes(op));
	describeCases('kernels for adapters in software', forSoftware, inHalf);
	describeCases('kernels for adapters in software without subgroups', forPlainSoftware, about('linear', 'attention'));
	describeCases(
		'kernels for cards',
		forCards,
		inHalf.filter(({ name }) => !slow.test(name)),
	);
	describeCases('kernels for cards without subgroups', forOtherCards, about('softmax', 'layer-norm', 'argmax', 'halt'));

	test.for(halfTrials)('$what', async (trial) => {
		const backend = await createTapped({ shader });
		expect(await resultsOf(backend, trial)).toEqual(trial.wanted);
		backend.dispose();
	});

	test.for(mistakes)('the kit notices in %s %s taken for %s', async ([op, from, to]) => {
		let changed = 0;
		const runner = await createCaseRunner(() =>
			createTapped({
				shader: (wgsl) => {
					if (wgsl.includes(from)) changed++;
					return wgsl.replaceAll(from, to);
				},
			}),
		);
		const problems: string[] = [];
		for (const each of inHalf.filter((one) => one.op === op))
			if (problems.length === 0) problems.push(...(await runner.run(each)).problems);
		runner.dispose();
		expect(changed).toBeGreaterThan(0);
		expect(problems.length).toBeGreaterThan(0);
		expect(problems.filter((problem) => problem.includes('ALTA5043'))).toEqual([]);
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
