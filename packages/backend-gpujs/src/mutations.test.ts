import { backendCases, runCases } from '@alta-ts/backend-kit';
import type { Backend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { backendOn } from './backend-on.js';
import { openDevice } from './device/open-device.js';
import { mutations } from './testing/mutations.js';
import { tapped } from './testing/tapped-gpujs.js';

async function createTapped(change: (source: string) => string): Promise<Backend> {
	return backendOn(await openDevice('cpu', tapped({ source: change })), 'cpu');
}

test.for(mutations)('a mistake in a kernel is noticed: $op, $what', async ({ op, from, to }) => {
	let changed = 0;
	const change = (source: string): string => {
		// The kernel with which a device is tried is left alone.
		if (!source.includes(from) || source.includes('tried')) return source;
		changed++;
		return source.replaceAll(from, to);
	};
	const cases = backendCases.filter((each) => each.op === op && each.dtype === 'f32');
	const results = await runCases(cases, () => createTapped(change));
	expect(changed).toBeGreaterThan(0);
	const problems = results.flatMap((result) => result.problems);
	expect(problems).not.toEqual([]);
	expect(problems.filter((problem) => problem.includes('ALTA5062'))).toEqual([]);
});

test('without a mistake nothing is noticed', async () => {
	const cases = backendCases.filter(({ op, dtype }) => op === 'linear' && dtype === 'f32');
	const results = await runCases(cases, () => createTapped((source) => source));
	expect(results.map(({ status }) => status)).toEqual(cases.map(() => 'passed'));
});
