import { attend, categorical, defineProgram, type Program, range } from '@alta-ts/core';
import { matchingRule, rules, symbols } from '../scan-language/rules.js';
import { commandWords, isCommandWord } from '../scan-language/vocabulary.js';

/** How many positions there are; each serves as a cell of the input, of the stack and of the tree. */
const POSITIONS = 16;

/** Parses a command by shifting and reducing, one step a layer, and writes the rules down in the order in which they are applied. */
export function buildScanParser(): Program {
	const pointer = categorical(range(POSITIONS));
	const cell = (place: number): number => Math.min(Math.max(place, 0), POSITIONS - 1);

	return defineProgram({
		name: 'scan-parser',
		tokens: [...commandWords, 'start', 'memory', 'eos', 'pad'],
		positions: POSITIONS,
		variables: {
			token: categorical([...commandWords, 'start', 'memory', 'eos', 'pad'], { byToken: 'itself' }),
			position: categorical(range(POSITIONS), { byPosition: (position) => position }),
			done: categorical([false, true]),
			stackPointer0: pointer,
			stackPointer1: pointer,
			stackPointer2: pointer,
			stackPointer3: pointer,
			treePointer: pointer,
			inputPointer: pointer,
			ruleId: categorical(range(rules.length + 1)),
			symbolId: categorical(['EMPTY', ...symbols]),
		},
		heads: {
			inputPointerTokenId: attend({ value: 'token', query: 'inputPointer', key: 'position' }),
			stackSymbol1: attend({ value: 'symbolId', query: 'stackPointer1', key: 'position' }),
			stackSymbol2: attend({ value: 'symbolId', query: 'stackPointer2', key: 'position' }),
			stackSymbol3: attend({ value: 'symbolId', query: 'stackPointer3', key: 'position' }),
		},
		mlp(z) {
			if (z.done) return;
			const symbolAt = (depth: number): string => [() => z.stackSymbol1, () => z.stackSymbol2, () => z.stackSymbol3][depth]?.() ?? '';
			const id = matchingRule(symbolAt, () => z.inputPointerTokenId === 'eos');
			const rule = id === undefined ? undefined : rules[id];
			if (id === undefined || rule === undefined) {
				z.also((z) => {
					if (z.inputPointerTokenId === 'eos') {
						z.done = true;
						return;
					}
					z.write('inputPointer', (z) => cell(z.inputPointer + 1));
					z.write('stackPointer0', (z) => cell(z.stackPointer0 + 1));
					z.write('stackPointer1', (z) => cell(z.stackPointer0));
					z.write('stackPointer2', (z) => cell(z.stackPointer0 - 1));
					z.write('stackPointer3', (z) => cell(z.stackPointer0 - 2));
				});
				z.also((z) => {
					if (z.position === z.stackPointer0 && isCommandWord(z.inputPointerTokenId)) z.symbolId = z.inputPointerTokenId;
				});
				return;
			}
			const length = rule.source.length;
			z.also((z) => {
				if (z.position === z.stackPointer0 - length) z.symbolId = 'S';
			});
			z.also((z) => {
				if (z.position === z.treePointer) z.ruleId = id + 1;
			});
			z.write('treePointer', (z) => cell(z.treePointer + 1));
			z.write('stackPointer0', (z) => cell(z.stackPointer0 + 1 - length));
			z.write('stackPointer1', (z) => cell(z.stackPointer0 - length));
			z.write('stackPointer2', (z) => cell(z.stackPointer0 - length - 1));
			z.write('stackPointer3', (z) => cell(z.stackPointer0 - length - 2));
		},
		output: 'ruleId',
		halt: { variable: 'done', equals: true },
	});
}
