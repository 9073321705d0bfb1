import { runCases } from '@alta-ts/backend-kit';
import { describeBackend } from '@alta-ts/backend-kit/vitest';
import { expect, test } from 'vitest';
import type { Variants } from '../index.js';
import type { Kernel } from '../kernels/kernel.js';
import { describeWebGpu } from './describe-webgpu.js';
import { ownCases } from './own-cases.js';
import { createTapped } from './tap-gpu.js';

/** Puts kernels through the kit and through cases of our own, and asks that each of them was among those that ran. */
export function describeKit(what: string, variants: Partial<Variants>, kernels: readonly Kernel[]): void {
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
		describeBackend({ name: 'the conformance kit', create });

		test('what is particular to this backend', { timeout: 300_000 }, async () => {
			const results = await runCases(ownCases, create);
			expect(results.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`))).toEqual([]);
			expect(results.length).toBe(ownCases.length);
		});

		test('every kernel ran', () => {
			expect(kernels.map(({ name }) => name).filter((name) => !ran.has(name))).toEqual([]);
		});
	});
}
