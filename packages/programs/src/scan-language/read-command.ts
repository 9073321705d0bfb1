import { altaError, closest, type Problem, problem, shortened, throwProblems } from '@alta-ts/diagnostics';
import type { Command } from './command.js';
import { parseCommand } from './parse-command.js';
import { commandWords, isCommandWord } from './vocabulary.js';

/**
 * Reads a command out of words.
 *
 * @param task name of the task, for errors.
 * @param skipped how many words of the text come before these.
 * @throws ALTA8004 for words that SCAN does not have, all of them; ALTA8020 where the grammar does not derive the command.
 */
export function readCommand(task: string, words: readonly string[], skipped = 0): Command {
	const problems = words.flatMap((word, index) => (isCommandWord(word) ? [] : [unknownWord(task, word, skipped + index)]));
	throwProblems(problems);
	const command = parseCommand(words);
	if (!('expected' in command)) return command;
	const { at, expected } = command;
	const word = words[at];
	throw altaError('ALTA8020', {
		what: word === undefined ? 'The command ends too early.' : `"${word}" cannot stand here.`,
		where: [`task ${task}`, word === undefined ? 'end of the text' : `word ${skipped + at + 1}`],
		why: `The grammar of SCAN has ${listed(expected)} ${at === 0 ? 'at the beginning' : `after "${words.slice(0, at).join(' ')}"`}.`,
		fix: 'Write a command of SCAN, such as "jump twice after walk around left".',
	});
}

function unknownWord(task: string, word: string, index: number): Problem {
	const close = closest(word, commandWords);
	return problem('ALTA8004', {
		what: `"${shortened(word)}" is not a word of SCAN.`,
		where: [`task ${task}`, `word ${index + 1}`],
		why: `Its words are ${commandWords.join(', ')}.`,
		fix: close === undefined ? 'Use these words only, separated by spaces.' : `Write "${close}".`,
	});
}

function listed(words: readonly string[]): string {
	const [last, ...before] = words.toReversed();
	return before.length === 0 ? `${last}` : `${before.reverse().join(', ')} or ${last}`;
}
