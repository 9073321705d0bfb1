import { describe, expect, test } from 'vitest';
import { scanDataSet } from './data-set.js';
import { type ScanSplitName, scanSplits } from './splits.js';

const data = scanDataSet();

test('the data set has each command once, sorted, of at most nine words and 48 actions', () => {
	const commands = data.map((example) => example.command);
	expect(new Set(commands).size).toBe(20_910);
	expect([...commands].sort()).toEqual(commands);
	expect(Math.max(...commands.map((command) => command.split(' ').length))).toBe(9);
	expect(Math.max(...data.map((example) => example.actions.split(' ').length))).toBe(48);
});

describe('the splits have the published sizes', () => {
	const sizes: readonly (readonly [ScanSplitName, number, number, number])[] = [
		['simple', 16_728, 16_728, 4182],
		['length', 16_990, 16_990, 3920],
		['add-jump', 14_670, 13_204, 7706],
		['add-turn-left', 21_890, 19_702, 1208],
		['template-jump-around-right', 18_528, 18_528, 1173],
		['template-right', 15_225, 15_225, 4476],
		['template-opposite-right', 15_225, 15_225, 4476],
		['template-around-right', 15_225, 15_225, 4476],
	];
	test.each(sizes)('%s', (name, lines, distinct, tested) => {
		const { train, test: held } = scanSplits[name].make();
		const trained = new Set(train.map((example) => example.command));
		expect([train.length, trained.size, held.length]).toEqual([lines, distinct, tested]);
		expect(held.filter((example) => trained.has(example.command))).toEqual([]);
	});
});

test('the length split tests on what is longer than anything in training', () => {
	const { train, test: held } = scanSplits.length.make();
	const lengths = (examples: typeof train): number[] => examples.map((example) => example.actions.split(' ').length);
	expect(Math.max(...lengths(train))).toBe(22);
	expect(Math.min(...lengths(held))).toBe(24);
});

test('a primitive is trained on alone', () => {
	const { train } = scanSplits['add-jump'].make();
	expect(new Set(train.filter((example) => example.command.includes('jump')).map((example) => example.command))).toEqual(new Set(['jump']));
});

test('a template is tested with the primitives it names', () => {
	const { train, test: held } = scanSplits['template-jump-around-right'].make();
	expect(held.every((example) => example.command.includes('jump around right'))).toBe(true);
	expect(train.some((example) => example.command.includes('walk around right'))).toBe(true);
	expect(train.some((example) => example.command.includes('turn around right'))).toBe(false);
});

test('the simple split is always the same draw', () => {
	expect(scanSplits.simple.make()).toEqual(scanSplits.simple.make());
});
