import { expect, test } from 'vitest';
import { backendCases } from './cases.js';
import { runCases } from './run-case.js';
import { ruleBreakers } from './testing/rule-breakers.js';

const rules = backendCases.filter(({ dtype }) => dtype === undefined || dtype === 'f32');

test.each(ruleBreakers)('a backend is caught that breaks the rule: $rule', async ({ noticed, create }) => {
	const results = await runCases(
		rules.filter(({ name }) => noticed.test(name)),
		create,
	);
	expect(results.filter(({ status }) => status === 'failed')).not.toEqual([]);
});
