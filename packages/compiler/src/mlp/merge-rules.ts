import type { Rule } from './rules.js';

/**
 * Merges rules that have one effect and differ in the values of a single variable, until there are none. Rules that never hold together stay so.
 */
export function mergeRules(rules: readonly Rule[], levels: number): readonly Rule[] {
	const numberOf = createNumbering();
	let merged = rules;
	for (let before = -1; before !== merged.length; ) {
		before = merged.length;
		for (let level = 0; level < levels; level++) merged = mergeAlong(merged, level, numberOf);
	}
	return merged;
}

/** A number for a part of a rule, the same for parts that say the same. */
type Numbering = (part: object) => number;

/** Rules share their parts, so each is written out once. */
function createNumbering(): Numbering {
	const byText = new Map<string, number>();
	const known = new WeakMap<object, number>();
	return (part) => {
		const found = known.get(part);
		if (found !== undefined) return found;
		const text = JSON.stringify(part);
		const number = byText.get(text) ?? byText.size;
		byText.set(text, number);
		known.set(part, number);
		return number;
	};
}

function mergeAlong(rules: readonly Rule[], level: number, numberOf: Numbering): readonly Rule[] {
	const groups = new Map<string, Rule[]>();
	for (const rule of rules) {
		const key = rule.when.has(level) ? keyWithout(rule, level, numberOf) : undefined;
		const group = key === undefined ? undefined : groups.get(key);
		if (group !== undefined) group.push(rule);
		else groups.set(key ?? `open ${groups.size}`, [rule]);
	}
	return [...groups.values()].flatMap(([first, ...others]) => {
		if (first === undefined) return [];
		if (others.length === 0) return [first];
		const indices = [first, ...others].flatMap((rule) => rule.when.get(level) ?? []);
		return [{ ...first, when: new Map([...first.when, [level, indices.toSorted((a, b) => a - b)]]) }];
	});
}

function keyWithout({ when, within, effect }: Rule, level: number, numberOf: Numbering): string {
	const others: string[] = [];
	for (const [each, indices] of when) if (each !== level) others.push(`${each}:${numberOf(indices)}`);
	return [numberOf(effect), numberOf(within), ...others.sort()].join();
}
