import type { Rule } from './rules.js';

/**
 * Merges rules that have one effect and differ in the values of a single variable, until there are none. Rules that never hold together stay so.
 */
export function mergeRules(rules: readonly Rule[], levels: number): readonly Rule[] {
	let merged = rules;
	for (let before = -1; before !== merged.length; ) {
		before = merged.length;
		for (let level = 0; level < levels; level++) merged = mergeAlong(merged, level);
	}
	return merged;
}

function mergeAlong(rules: readonly Rule[], level: number): readonly Rule[] {
	const groups = new Map<string, Rule[]>();
	for (const rule of rules) {
		const key = rule.when.has(level) ? keyWithout(rule, level) : undefined;
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

function keyWithout({ when, within, effect }: Rule, level: number): string {
	const others = [...when].filter(([each]) => each !== level).toSorted(([a], [b]) => a - b);
	return JSON.stringify([others, within, effect]);
}
