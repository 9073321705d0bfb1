import { expect, test } from 'vitest';
import { matchingRule, rules } from './rules.js';

/** The rule that matches a stack, written from the bottom to the top. */
function matching(stack: string, isAtEnd = false): string | undefined {
	const fromTop = stack.split(' ').reverse();
	const id = matchingRule(
		(depth) => fromTop[depth] ?? 'PAD',
		() => isAtEnd,
	);
	return id === undefined ? undefined : rules[id]?.source.join(' ');
}

test('each rule matches its own source, and at most one rule matches', () => {
	for (const { source } of rules) {
		expect(matching(source.join(' '), true)).toBe(source.join(' '));
		expect(rules.filter((rule) => ` ${source.join(' ')}`.endsWith(` ${rule.source.join(' ')}`)).length).toBe(1);
	}
});

test('whole commands are joined last', () => {
	expect(matching('S and S')).toBe(undefined);
	expect(matching('S and S', true)).toBe('S and S');
	expect(matching('S and S twice')).toBe('S twice');
});

test('what is no source waits', () => {
	for (const stack of ['turn', 'S', 'S and', 'turn opposite', 'PAD', 'S after']) expect(matching(stack, true)).toBe(undefined);
});

test('every nonterminal of a target is a copy of one of the source', () => {
	const countS = (side: readonly string[]): number => side.filter((symbol) => symbol === 'S').length;
	for (const { source, target, copies } of rules) {
		expect(copies.length).toBe(countS(target));
		for (const copy of copies) expect(copy).toBeLessThan(countS(source));
	}
});
