import { describe, expect, test } from 'vitest';
import { backendCases } from './cases.js';
import { runCases } from './run-case.js';
import { createMutant, type Mutation } from './testing/mutant.js';
import { mutations } from './testing/mutations.js';

/** The cases in f32 about the op that is mutated. */
function casesOf({ op }: Mutation): typeof backendCases {
	return backendCases.filter((each) => each.op === op && each.dtype === 'f32');
}

test('without a mutation nothing is noticed', async () => {
	const harmless: Mutation = { op: 'add', name: 'nothing' };
	const results = await runCases(
		backendCases.filter(({ dtype }) => dtype === 'f32'),
		() => createMutant(harmless),
	);
	expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
});

describe.each(Object.entries(mutations))('%s', (_, family) => {
	test.each(family)('$op: $name', async (mutation) => {
		const results = await runCases(casesOf(mutation), () => createMutant(mutation));
		const failed = results.filter(({ status }) => status === 'failed');
		expect(failed).not.toEqual([]);
		expect(failed.flatMap(({ problems }) => problems).filter((problem) => problem.startsWith('It threw'))).toEqual([]);
	});
});
