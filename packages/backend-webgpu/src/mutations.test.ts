import { backendCases, createCaseRunner, runCases } from '@alta-ts/backend-kit';
import { expect, test } from 'vitest';
import { createWebGpuBackend, type Variants } from './index.js';
import { describeWebGpu } from './testing/describe-webgpu.js';
import { mutations } from './testing/mutations.js';
import { ownCases } from './testing/own-cases.js';
import { createTapped } from './testing/tap-gpu.js';
import { forCards, forOtherCards, forPlainSoftware, forSoftware } from './testing/variants.js';

describeWebGpu('a mistake in a kernel', () => {
	test.for(mutations)('$kernel: $what', { timeout: 120_000 }, async ({ op, kernel, from, to }) => {
		const variants = variantsWith(kernel);
		let changed = 0;
		const shader = (wgsl: string, name: string): string => {
			if (!name.startsWith(kernel) || !wgsl.includes(from)) return wgsl;
			changed++;
			return wgsl.replaceAll(from, to);
		};
		const ops = op === 'halt' ? ['halt', 'repeat'] : [op];
		// Ours are quick, but for the kernels of every activation.
		const ordered = op === 'linear' ? [...backendCases, ...ownCases] : [...ownCases, ...backendCases];
		const cases = ordered.filter((each) => each.dtype === 'f32' && ops.includes(each.op ?? ''));
		const runner = await createCaseRunner(() => createTapped({ shader }, { variants }));
		const problems: string[] = [];
		for (const each of cases) if (problems.length === 0) problems.push(...(await runner.run(each)).problems);
		runner.dispose();
		expect(changed).toBeGreaterThan(0);
		expect(problems.length).toBeGreaterThan(0);
		expect(problems.filter((problem) => problem.includes('ALTA5043'))).toEqual([]);
	});

	test('is what the tap itself is not', async () => {
		const cases = backendCases.filter(({ op, dtype }) => op === 'add' && dtype === 'f32');
		const results = await runCases(cases, () => createTapped({ shader: (wgsl) => wgsl }));
		expect(results.map(({ status }) => status)).toEqual(cases.map(() => 'passed'));
		(await createWebGpuBackend()).dispose();
	});
});

/** Variants that have a kernel. */
function variantsWith(kernel: string): Partial<Variants> {
	if (/tiled 128|shared/.test(kernel)) return forOtherCards;
	// Software takes long to compile what multiplies dense weights on cards.
	if (kernel === 'linear-gather') return { ...forSoftware, sparse: 'gather' };
	if (/tiled|subgroups/.test(kernel)) return forCards;
	return kernel.includes('quads') ? forSoftware : forPlainSoftware;
}
