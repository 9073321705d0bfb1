import { type Problem, problem, shortened, throwProblems } from '@alta-ts/diagnostics';
import { type Random, randomInteger } from '../../random.js';
import { randomLength } from '../../random-length.js';
import type { Codec, LengthLimits } from '../../task.js';
import { wordsOf } from '../../words.js';
import { LETTERS } from './program.js';

/** The task these texts belong to. */
const TASK = 'new-program';

/** Letters as text, separated by spaces. */
export const lettersCodec: Codec = {
	encode: readLetters,
	decode: (output) => output.map(String).join(' '),
};

/**
 * The letters of a text.
 *
 * @throws ALTA8004 for words that are none, all at once.
 */
export function readLetters(text: string): readonly string[] {
	const problems: Problem[] = [];
	const words = wordsOf(text);
	for (const [index, word] of words.entries()) {
		if (LETTERS.some((letter) => letter === word)) continue;
		problems.push(
			problem('ALTA8004', {
				what: `"${shortened(word)}" is not a letter of the program.`,
				where: [`task ${TASK}`, `word ${index + 1}`],
				why: 'The text is letters, separated by spaces.',
				fix: `Write ${LETTERS.join(', ')}.`,
			}),
		);
	}
	throwProblems(problems);
	return words;
}

/** Random letters. */
export function randomLetters(random: Random, limits: LengthLimits): string {
	const length = randomLength(random, limits, { task: TASK, unit: 'letters', least: 0, most: undefined });
	return Array.from({ length }, () => LETTERS[randomInteger(random, 0, LETTERS.length - 1)]).join(' ');
}
