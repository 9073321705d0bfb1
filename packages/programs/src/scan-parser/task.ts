import type { Value } from '@alta-ts/core';
import { createTask } from '../create-task.js';
import { altaPaper } from '../paper.js';
import type { Repetition } from '../scan-language/command.js';
import { commandGenerator, LONGEST_COMMAND } from '../scan-language/random-command.js';
import { readCommand } from '../scan-language/read-command.js';
import { rules } from '../scan-language/rules.js';
import type { Codec, Task } from '../task.js';
import { wordsOf } from '../words.js';
import { buildScanParser } from './program.js';

/** From commands to the rules that derive them. */
export const scanParser: Task<Record<never, never>> = createTask({
	name: 'scan-parser',
	title: 'Parsing of SCAN commands',
	summary:
		'How is "jump twice after walk" built? Every position is at once a cell of the input, of a stack and of a list of rules. In each layer all positions look at what is ' +
		'on top of the stack: where it is the source of a rule of the grammar, S takes its place and the rule is written down; else the next word goes on the stack. ' +
		'A layer shifts or reduces, and a last one finds nothing left to do. The answer is the rules in the order of their application: jump; S twice; walk; S after S.',
	paper: altaPaper,
	unit: 'words',
	defaults: {},
	options: {},
	program: buildScanParser,
	codec: () => codec,
	oracle: () => (text) => derivation(text).join('; '),
	generate: () => commandGenerator('scan-parser'),
	maxLength: () => LONGEST_COMMAND,
});

const codec: Codec = {
	encode: (text) => {
		const words = wordsOf(text);
		readCommand('scan-parser', words);
		return [...words, 'eos'];
	},
	decode: (output: readonly Value[]) =>
		output.flatMap((id) => (typeof id === 'number' ? (rules[id - 1]?.source.join(' ') ?? []) : [])).join('; '),
};

/** The rules that derive a command, innermost and leftmost first. */
function derivation(text: string): readonly string[] {
	const { first, rest } = readCommand('scan-parser', wordsOf(text));
	if (rest === undefined) return repetitionRules(first);
	return [...repetitionRules(first), ...repetitionRules(rest.second), `S ${rest.join} S`];
}

function repetitionRules({ movement, times }: Repetition): readonly string[] {
	const repeated = times === 1 ? [] : [times === 2 ? 'S twice' : 'S thrice'];
	if (movement.direction === undefined) return [movement.primitive, ...repeated];
	const { primitive, manner, direction } = movement;
	const where = manner === 'once' ? direction : `${manner} ${direction}`;
	return [...(primitive === 'turn' ? [`turn ${where}`] : [primitive, `S ${where}`]), ...repeated];
}
