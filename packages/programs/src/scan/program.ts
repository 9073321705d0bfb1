import { attend, categorical, defineProgram, type Program, range } from '@alta-ts/core';
import { matchingRule, rules, symbols } from '../scan-language/rules.js';
import { commandWords, isCommandWord } from '../scan-language/vocabulary.js';
import { tape, tapeLength } from './tape.js';

/** What a layer does. Each step is one layer; every position takes it at the same time. */
const steps = ['initialise', 'match', 'locate', 'mark', 'act', 'beginOutput', 'read', 'check', 'execute', 'done'] as const;

/** The words of a command, and the marks of the tape around it. */
const tokens = [...commandWords, 'start', 'memory', 'eos', 'pad'] as const;

/** Where a rule keeps a child on the stack: at the top, below it, two below; or it has no such child. */
const NO_CHILD = 3;

const longestTarget = Math.max(...rules.map((rule) => rule.target.length));

/** The whole of SCAN: parses a command by shifting and reducing, keeps the tree in its cells, and walks it to write the output. */
export function buildScan(padding: number): Program {
	const positions = tapeLength(padding);
	const pointer = categorical(range(positions));
	const flag = categorical([false, true]);
	const symbol = categorical(symbols);
	/** A place on the tape, whatever the sum: where a program runs on correct input, no pointer leaves it. */
	const cell = (place: number): number => Math.min(Math.max(place, 0), positions - 1);

	return defineProgram({
		name: 'scan',
		tokens,
		positions,
		variables: {
			// What every position knows: these are the same everywhere.
			processingStep: categorical(steps),
			matchedRule: flag,
			matchedRuleId: categorical(range(rules.length)),
			matchedRuleLen: categorical(range(4)),
			child0StackPosition: categorical(range(NO_CHILD + 1)),
			child1StackPosition: categorical(range(NO_CHILD + 1)),
			child0Position: pointer,
			child1Position: pointer,
			decodeAction: categorical(['none', 'copy', 'child0', 'child1', 'parent']),
			decodeSymbol: symbol,
			currentNodeIsRoot: flag,
			startTokenId: categorical(tokens, { constant: 'start' }),
			inputPointer: pointer,
			stackPointer: pointer,
			stackPointer1: pointer,
			stackPointer2: pointer,
			stackPointer3: pointer,
			treePointer: pointer,
			currentNodePointer: pointer,
			outputPointer: pointer,
			// What is in the cells of the tape, and what is about to happen to them.
			token: categorical(tokens, { byToken: 'itself' }),
			position: categorical(range(positions), { byPosition: (position) => position }),
			isNextNt: flag,
			shouldReset: flag,
			isTreePointer: flag,
			isChild0: flag,
			isChild1: flag,
			symbolId: symbol,
			treeNodePosition: pointer,
			ruleId: categorical(range(rules.length + 1)),
			symbolIndex: categorical(range(longestTarget + 1)),
			treeChild0: pointer,
			treeChild1: pointer,
			treeParent: pointer,
			outputSymbolId: symbol,
		},
		heads: {
			startPointer: attend({ value: 'position', query: 'startTokenId', key: 'token' }),
			inputPointerToken: attend({ value: 'token', query: 'inputPointer', key: 'position' }),
			stackSymbol1: attend({ value: 'symbolId', query: 'stackPointer1', key: 'position' }),
			stackSymbol2: attend({ value: 'symbolId', query: 'stackPointer2', key: 'position' }),
			stackSymbol3: attend({ value: 'symbolId', query: 'stackPointer3', key: 'position' }),
			stack1NodePosition: attend({ value: 'treeNodePosition', query: 'stackPointer1', key: 'position' }),
			stack2NodePosition: attend({ value: 'treeNodePosition', query: 'stackPointer2', key: 'position' }),
			stack3NodePosition: attend({ value: 'treeNodePosition', query: 'stackPointer3', key: 'position' }),
			currentNodeRuleId: attend({ value: 'ruleId', query: 'currentNodePointer', key: 'position' }),
			currentNodeChild0: attend({ value: 'treeChild0', query: 'currentNodePointer', key: 'position' }),
			currentNodeChild1: attend({ value: 'treeChild1', query: 'currentNodePointer', key: 'position' }),
			currentNodeParent: attend({ value: 'treeParent', query: 'currentNodePointer', key: 'position' }),
			currentNodeSymbolIndex: attend({ value: 'symbolIndex', query: 'currentNodePointer', key: 'position' }),
		},
		mlp: {
			nextStep(z) {
				switch (z.processingStep) {
					case 'initialise':
						z.processingStep = 'match';
						break;
					case 'match':
						z.processingStep = 'locate';
						break;
					case 'locate':
						z.processingStep = 'mark';
						break;
					case 'mark':
						z.processingStep = 'act';
						break;
					case 'act':
						z.processingStep = z.matchedRule || z.inputPointerToken !== 'eos' ? 'match' : 'beginOutput';
						break;
					case 'beginOutput':
						z.processingStep = 'read';
						break;
					case 'read':
						z.processingStep = 'check';
						break;
					case 'check':
						z.processingStep = z.decodeAction === 'parent' && z.currentNodeIsRoot ? 'done' : 'execute';
						break;
					case 'execute':
						z.processingStep = 'read';
						break;
					case 'done':
				}
			},

			initialise(z) {
				if (z.processingStep !== 'initialise') return;
				const stack = z.startPointer + tape.stack;
				z.stackPointer = cell(stack);
				z.stackPointer1 = cell(stack - 1);
				z.stackPointer2 = cell(stack - 2);
				z.stackPointer3 = cell(stack - 3);
				z.treePointer = cell(z.startPointer + tape.tree);
				z.inputPointer = cell(z.startPointer + tape.input);
			},

			/** Finds the rule whose source is on top of the stack. */
			match(z) {
				if (z.processingStep !== 'match') return;
				const symbolAt = (depth: number): string => [() => z.stackSymbol1, () => z.stackSymbol2, () => z.stackSymbol3][depth]?.() ?? '';
				const id = matchingRule(symbolAt, () => z.inputPointerToken === 'eos');
				const rule = id === undefined ? undefined : rules[id];
				if (id === undefined || rule === undefined) return;
				const [child0 = NO_CHILD, child1 = NO_CHILD] = rule.source.flatMap((each, index) =>
					each === 'S' ? [rule.source.length - 1 - index] : [],
				);
				z.matchedRule = true;
				z.matchedRuleId = id;
				z.matchedRuleLen = rule.source.length;
				z.child0StackPosition = child0;
				z.child1StackPosition = child1;
			},

			/** Looks up the tree nodes that the children on the stack stand for. */
			locate(z) {
				if (z.processingStep !== 'locate') return;
				const nodeAt = (place: number): number =>
					[() => z.stack1NodePosition, () => z.stack2NodePosition, () => z.stack3NodePosition][place]?.() ?? 0;
				z.write('child0Position', (z) => nodeAt(z.child0StackPosition));
				z.write('child1Position', (z) => nodeAt(z.child1StackPosition));
			},

			/** Tells every cell what will happen to it. */
			mark(z) {
				if (z.processingStep !== 'mark') return;
				z.also((z) => {
					if (z.position === z.stackPointer - z.matchedRuleLen) z.isNextNt = true;
				});
				z.also((z) => {
					if (z.position < z.stackPointer && z.position > z.stackPointer - z.matchedRuleLen) z.shouldReset = true;
				});
				z.also((z) => {
					if (z.position === z.treePointer) z.isTreePointer = true;
				});
				z.also((z) => {
					if (z.position > 0 && z.position === z.child0Position) z.isChild0 = true;
				});
				z.also((z) => {
					if (z.position > 0 && z.position === z.child1Position) z.isChild1 = true;
				});
			},

			/** Puts S in the place of a rule's source, and a node with its children into the tree. */
			reduce(z) {
				if (z.processingStep !== 'act' || !z.matchedRule) return;
				z.also((z) => {
					if (z.isNextNt) {
						z.symbolId = 'S';
						z.write('treeNodePosition', (z) => z.treePointer);
					} else if (z.shouldReset) {
						z.symbolId = 'PAD';
						z.treeNodePosition = 0;
					}
				});
				z.also((z) => {
					if (z.isTreePointer) {
						z.write('ruleId', (z) => z.matchedRuleId + 1);
						z.write('treeChild0', (z) => z.child0Position);
						z.write('treeChild1', (z) => z.child1Position);
					}
				});
				z.also((z) => {
					if (z.isChild0 || z.isChild1) z.write('treeParent', (z) => z.treePointer);
				});
				z.write('treePointer', (z) => cell(z.treePointer + 1));
				z.write('stackPointer', (z) => cell(z.stackPointer + 1 - z.matchedRuleLen));
				z.write('stackPointer1', (z) => cell(z.stackPointer1 + 1 - z.matchedRuleLen));
				z.write('stackPointer2', (z) => cell(z.stackPointer2 + 1 - z.matchedRuleLen));
				z.write('stackPointer3', (z) => cell(z.stackPointer3 + 1 - z.matchedRuleLen));
			},

			/** Puts the next word on the stack. */
			shift(z) {
				if (z.processingStep !== 'act' || z.matchedRule) return;
				z.also((z) => {
					if (z.position === z.stackPointer && isCommandWord(z.inputPointerToken)) z.symbolId = z.inputPointerToken;
				});
				z.also((z) => {
					if (z.inputPointerToken === 'eos') return;
					z.write('inputPointer', (z) => cell(z.inputPointer + 1));
					z.write('stackPointer', (z) => cell(z.stackPointer + 1));
					z.write('stackPointer1', (z) => cell(z.stackPointer1 + 1));
					z.write('stackPointer2', (z) => cell(z.stackPointer2 + 1));
					z.write('stackPointer3', (z) => cell(z.stackPointer3 + 1));
				});
			},

			forgetMatch(z) {
				if (z.processingStep !== 'act') return;
				z.matchedRule = false;
				z.matchedRuleId = 0;
				z.matchedRuleLen = 0;
				z.isNextNt = false;
				z.isChild0 = false;
				z.isChild1 = false;
				z.isTreePointer = false;
				z.shouldReset = false;
				z.child0StackPosition = 0;
				z.child1StackPosition = 0;
				z.child0Position = 0;
				z.child1Position = 0;
			},

			/** Goes to the root, which is the last node made. */
			beginOutput(z) {
				if (z.processingStep !== 'beginOutput') return;
				z.write('outputPointer', (z) => cell(z.startPointer + tape.output));
				z.write('treePointer', (z) => cell(z.treePointer - 1));
				z.write('currentNodePointer', (z) => cell(z.treePointer - 1));
			},

			/** Finds out what the current node wants next: an action written, a child visited, or nothing more. */
			read(z) {
				if (z.processingStep !== 'read') return;
				z.also((z) => {
					if (z.currentNodePointer === z.treePointer) z.currentNodeIsRoot = true;
				});
				const rule = rules[z.currentNodeRuleId - 1];
				if (rule === undefined) return;
				const index = z.currentNodeSymbolIndex;
				const next = rule.target[index];
				if (next === 'S') {
					const nonterminal = rule.target.slice(0, index).filter((each) => each === 'S').length;
					z.decodeAction = rule.copies[nonterminal] === 1 ? 'child1' : 'child0';
				} else if (next !== undefined) {
					z.decodeAction = 'copy';
					z.decodeSymbol = next;
				} else if (index === rule.target.length) z.decodeAction = 'parent';
			},

			/** Does what the current node wants. */
			execute(z) {
				if (z.processingStep !== 'execute') return;
				z.also((z) => {
					if (z.position === z.currentNodePointer) {
						z.write('symbolIndex', (z) => (z.decodeAction === 'parent' ? 0 : Math.min(z.symbolIndex + 1, longestTarget)));
					}
				});
				z.also((z) => {
					if (z.decodeAction !== 'copy') return;
					z.also((z) => {
						if (z.position === z.outputPointer) z.write('outputSymbolId', (z) => z.decodeSymbol);
					});
					z.write('outputPointer', (z) => cell(z.outputPointer + 1));
				});
				z.also((z) => {
					if (z.decodeAction === 'child0') z.currentNodePointer = z.currentNodeChild0;
					else if (z.decodeAction === 'child1') z.currentNodePointer = z.currentNodeChild1;
					else if (z.decodeAction === 'parent') z.currentNodePointer = z.currentNodeParent;
				});
				z.decodeAction = 'none';
				z.decodeSymbol = 'PAD';
			},

			forgetRoot(z) {
				if (z.processingStep === 'check' || z.processingStep === 'execute') z.currentNodeIsRoot = false;
			},
		},
		output: 'outputSymbolId',
		halt: { variable: 'processingStep', equals: 'done' },
	});
}
