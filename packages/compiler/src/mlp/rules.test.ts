import type { Row, TableUpdate, Value, Variable } from '@alta-ts/core';
import { domainOf, sameValue } from '@alta-ts/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, type Domains, decisionOf } from './decision.js';
import type { LinearForm } from './linear-form.js';
import { mergeRules } from './merge-rules.js';
import { type Rule, rulesOf } from './rules.js';
import { valueCodes } from './value-codes.js';

const variable = (name: string, values: readonly number[]): Variable => ({
	name,
	kind: 'categorical',
	values,
	init: { constant: values[0] },
});

const wholeNumbers = fc
	.uniqueArray(fc.integer({ min: -3, max: 6 }), { minLength: 2, maxLength: 6 })
	.map((values) => values.toSorted((a, b) => a - b));

/** What a table makes of its reads, undefined included; `null` where it writes nothing. */
type Formula = (x: Value, y: Value, z: Value) => number | null;

const whole = (value: Value): number => (typeof value === 'number' ? value : 0);

const formulas: fc.Arbitrary<Formula> = fc
	.record({
		kind: fc.constantFrom('clamp', 'below', 'equal', 'modulo', 'copy'),
		signs: fc.tuple(fc.integer({ min: -1, max: 1 }), fc.integer({ min: -1, max: 1 }), fc.integer({ min: -1, max: 1 })),
		offset: fc.integer({ min: -3, max: 3 }),
		odd: fc.integer({ min: -3, max: 6 }),
		onUndefined: fc.constantFrom(null, 5),
	})
	.map(
		({ kind, signs, offset, odd, onUndefined }): Formula =>
			(x, y, z) => {
				if (x === undefined || y === undefined || z === undefined) return onUndefined;
				if (x === odd) return 0;
				const sum = signs[0] * whole(x) + signs[1] * whole(y) + signs[2] * whole(z) + offset;
				if (kind === 'clamp') return Math.min(Math.max(sum, -1), 9);
				if (kind === 'below') return sum < 0 ? 1 : null;
				if (kind === 'equal') return sum === 0 ? 1 : null;
				return kind === 'modulo' ? ((sum % 5) + 5) % 5 : whole(y);
			},
	);

const target = variable('target', [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

interface Case {
	readonly variables: readonly Variable[];
	readonly nullable: ReadonlySet<string>;
	readonly formula: Formula;
}

const cases: fc.Arbitrary<Case> = fc
	.record({ x: wholeNumbers, y: wholeNumbers, z: wholeNumbers, nullable: fc.subarray(['x', 'y', 'z']), formula: formulas })
	.map(({ x, y, z, nullable, formula }) => ({
		variables: [variable('x', x), variable('y', y), variable('z', z)],
		nullable: new Set(nullable),
		formula,
	}));

/** Every state, and what the formula makes of it. */
function states({ variables, nullable, formula }: Case): readonly { readonly state: readonly Value[]; readonly expected: number | null }[] {
	const domains = variables.map((each) => (nullable.has(each.name) ? domainOf(each) : domainOf(each).slice(0, -1)));
	const [xs = [], ys = [], zs = []] = domains;
	return xs.flatMap((x) => ys.flatMap((y) => zs.map((z) => ({ state: [x, y, z], expected: formula(x, y, z) }))));
}

function decide(given: Case): Decision {
	const rows = states(given).flatMap(({ state, expected }): readonly Row[] => {
		const when = Object.fromEntries(given.variables.map(({ name }, at) => [name, [state[at]]]));
		return expected === null ? [] : [{ when, value: expected }];
	});
	const table: TableUpdate = { reads: given.variables.map(({ name }) => name), writes: target.name, rows };
	const domains: Domains = {
		isPossible: (each, index) => index < domainOf(each).length - 1 || given.nullable.has(each.name),
		codesOf: ({ values }) => valueCodes(values),
	};
	return decisionOf(given.variables, domains, [table]);
}

function rulesFor(decision: Decision): readonly Rule[] {
	const codes = valueCodes([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	const codeOf = (terminal: number): number | undefined => codes[whole(decision.terminals.value(terminal)) + 1];
	return rulesOf(decision, decision.root, { largestSum: 1000, codeOf, largestCode: 11 });
}

/** What each rule that holds in a state writes. */
function written(decision: Decision, rules: readonly Rule[], state: readonly Value[]): readonly Value[] {
	const sumOf = (form: LinearForm): number =>
		form.terms.reduce((sum, { level, sign }) => {
			const index = domainOf(decision.variables[level] ?? target).findIndex((value) => sameValue(value, state[level]));
			return sum + sign * (decision.codesAt(level)?.[index] ?? 0);
		}, 0);
	const holds = ({ when, within }: Rule): boolean =>
		[...when].every(([level, indices]) =>
			indices.some((index) => sameValue(domainOf(decision.variables[level] ?? target)[index], state[level])),
		) && within.every(({ form, from = -Infinity, below = Infinity }) => sumOf(form) >= from && sumOf(form) < below);
	return rules.filter(holds).map(({ effect }) => {
		if (effect.kind === 'constant') return decision.terminals.value(effect.terminal);
		return Math.min(effect.sign * sumOf(effect.form) + effect.offset, 11) - 2;
	});
}

/** The first state in which not exactly the right rule holds. */
function firstMistake(given: Case, decision: Decision, rules: readonly Rule[]): unknown {
	return states(given).find(({ state, expected }) => {
		const found = written(decision, rules, state);
		return expected === null ? found.length > 0 : found.length !== 1 || found[0] !== expected;
	});
}

describe('the rules of a decision', () => {
	it('hold where the tables write, one at a time, with what they write', () => {
		fc.assert(
			fc.property(cases, (given) => {
				const decision = decide(given);
				expect(firstMistake(given, decision, rulesFor(decision))).toBeUndefined();
			}),
			{ numRuns: 1500 },
		);
	});

	it('stay right when they are merged', () => {
		fc.assert(
			fc.property(cases, (given) => {
				const decision = decide(given);
				const rules = rulesFor(decision);
				const merged = mergeRules(rules, decision.variables.length);
				expect(merged.length).toBeLessThanOrEqual(rules.length);
				expect(firstMistake(given, decision, merged)).toBeUndefined();
			}),
			{ numRuns: 500 },
		);
	});

	it('find comparisons, shifts, and sums with a carry', () => {
		const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
		const rulesOn = (formula: Formula): readonly Rule[] =>
			rulesFor(decide({ variables: [variable('x', digits), variable('y', digits), variable('z', [0, 1])], nullable: new Set(), formula }));
		expect(rulesOn((x, y) => (x === y ? 1 : null))).toHaveLength(1);
		expect(rulesOn((x) => Math.min(whole(x) + 1, 9))).toHaveLength(1);
		expect(rulesOn((x, y, z) => (whole(x) + whole(y) + whole(z)) % 10)).toHaveLength(2);
	});

	it.each([
		['a rule that is missing', (rules: readonly Rule[]) => rules.slice(1)],
		['a cover that overlaps', (rules: readonly Rule[]) => [...rules, ...rules.slice(0, 1)]],
		[
			'a bound that is off by one',
			(rules: readonly Rule[]) =>
				rules.map((rule) => ({ ...rule, within: rule.within.map((each) => ({ ...each, from: (each.from ?? -99) + 1 })) })),
		],
		[
			'an offset that is off by one',
			(rules: readonly Rule[]) =>
				rules.map((rule) =>
					rule.effect.kind === 'number' ? { ...rule, effect: { ...rule.effect, offset: rule.effect.offset + 1 } } : rule,
				),
		],
	])('would be found out with %s', (_, broken) => {
		const digits = [0, 1, 2, 3, 4, 5];
		const given: Case = {
			variables: [variable('x', digits), variable('y', digits), variable('z', [0, 1])],
			nullable: new Set(),
			formula: (x, y, z) => (whole(x) + whole(y) + whole(z)) % 6,
		};
		const decision = decide(given);
		expect(firstMistake(given, decision, rulesFor(decision))).toBeUndefined();
		expect(firstMistake(given, decision, broken(rulesFor(decision)))).toBeDefined();
	});
});
