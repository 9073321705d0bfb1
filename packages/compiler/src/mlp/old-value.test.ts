import type { CategoricalVariable, Row, TableUpdate } from '@alta-ts/core';
import { domainOf } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { type Domains, decisionOf } from './decision.js';
import { fillHoles } from './fill-holes.js';
import { askOldValue, type Change } from './old-value.js';
import { rulesOf } from './rules.js';
import { valueCodes } from './value-codes.js';

const variable = (name: string, values: readonly number[]): CategoricalVariable => ({
	name,
	kind: 'categorical',
	values,
	init: { constant: values[0] },
});

const x = variable('x', [0, 1, 2]);
const flag = variable('flag', [0, 1]);

/** Nothing is ever undefined. */
const domains: Domains = {
	isPossible: (each, index) => index < domainOf(each).length - 1,
	codesOf: ({ values }) => valueCodes(values),
};

const table = (reads: readonly string[], writes: string, rows: readonly Row[]): TableUpdate => ({ reads, writes, rows });

describe('asking for the old value', () => {
	it('turns what is written into changes, and leaves out those that change nothing', () => {
		const tables = [table(['x'], 'flag', [{ when: { x: [1, 2] }, value: 1 }])];
		const { decision, root, changes } = askOldValue(decisionOf([x, flag], domains, tables), flag);
		const made = rulesOf(decision, root, { largestSum: 0 }).map(({ effect }): Change | undefined =>
			effect.kind === 'constant' ? changes[effect.terminal] : undefined,
		);
		expect(made).toEqual([{ from: 0, to: 1 }]);
	});
});

describe('filling holes', () => {
	it('no longer asks for the old value where it is only left alone', () => {
		const asking = table(['x', 'flag'], 'flag', [{ when: { x: [1], flag: [0] }, value: 1 }]);
		expect(fillHoles(flag, [x], domains, [asking])).toEqual([table(['x'], 'flag', [{ when: { x: [1] }, value: 1 }])]);
	});

	it('keeps the question where the answer matters', () => {
		const next = table(['x'], 'x', [
			{ when: { x: [0] }, value: 1 },
			{ when: { x: [1] }, value: 2 },
		]);
		const [filled] = fillHoles(x, [], domains, [next]);
		expect(filled?.rows.map(({ when, value }) => [Object.values(when)[0]?.[0], value])).toEqual([
			[0, 1],
			[1, 2],
		]);
	});
});
