import { backendCases, runCases } from '@alta-ts/backend-kit';
import { describeBackend } from '@alta-ts/backend-kit/vitest';
import type { Step } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import type { Variants } from '../index.js';
import type { Kernel } from '../kernels/kernel.js';
import { describeWebGpu } from './describe-webgpu.js';
import { ownCases } from './own-cases.js';
import { createTapped } from './tap-gpu.js';

/**
 * Puts kernels through the kit and through cases of our own, and asks that each of them was among those that ran. With `ops`, only cases of
 * these are run, for kernels of a few ops beside others that have been through all of the kit.
 */
export function describeKit(what: string, variants: Partial<Variants>, kernels: readonly Kernel[], ops?: readonly Step['op'][]): void {
	const ran = new Set<string>();
	const create = () =>
		createTapped(
			{
				shader: (wgsl, name) => {
					ran.add(name);
					return wgsl;
				},
			},
			{ variants },
		);
	describeWebGpu(what, () => {
		if (ops === undefined) describeBackend({ name: 'the conformance kit', create });
		const ofOps = [...backendCases, ...ownCases].filter(({ op, dtype }) => dtype === 'f32' && op !== undefined && ops?.includes(op));

		test('what is particular to this backend', { timeout: 300_000 }, async () => {
			const cases = ops === undefined ? ownCases : ofOps;
			const results = await runCases(cases, create);
			expect(results.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`))).toEqual([]);
			expect(results.filter(({ status }) => status === 'passed').length).toBe(cases.length);
		});

		test('every kernel ran', () => {
			expect(kernels.map(({ name }) => name).filter((name) => !ran.has(name))).toEqual([]);
		});
	});
}
