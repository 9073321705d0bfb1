import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import { readNumbers } from '../numbers.js';
import { type Random, randomInteger } from '../random.js';
import { randomLength } from '../random-length.js';
import type { Codec, LengthLimits } from '../task.js';
import { wordsOf } from '../words.js';
import { LARGEST } from './program.js';

/** The task these texts belong to. */
const TASK = 'sort-unique';

/** Distinct numbers, separated by spaces. The program wants BOS before them. */
export const numbersCodec: Codec = {
	encode: (text) => ['BOS', ...readDistinct(text).map(String)],
	decode: (output) => output.slice(1).map(String).join(' '),
};

/**
 * The numbers of a text.
 *
 * @throws ALTA8004 for what is no number, ALTA8007 for one out of range, ALTA8008 for one that is there before, ALTA8005 for too many; all at once.
 */
export function readDistinct(text: string): readonly number[] {
	const problems: Problem[] = [];
	const words = wordsOf(text);
	const fix = `Use numbers from 1 to ${LARGEST}.`;
	const numbers = readNumbers(words, { task: TASK, least: 1, largest: LARGEST, fix }, problems);
	for (const [index, number] of numbers.entries()) {
		const first = numbers.indexOf(number);
		if (first < 0 || first === index) continue;
		problems.push(
			problem('ALTA8008', {
				what: `${number} is given twice: as word ${first + 1} and as word ${index + 1}.`,
				where: [`task ${TASK}`, `word ${index + 1}`],
				why: 'Each number has a place of its own, and two that are equal would claim the same one.',
				fix: 'Leave one of them out.',
			}),
		);
	}
	if (words.length > LARGEST) {
		problems.push(
			problem('ALTA8005', {
				what: `The text has ${words.length} numbers.`,
				where: [`task ${TASK}`],
				why: `There are no more than ${LARGEST} distinct ones that the program takes.`,
				fix: 'Shorten the text.',
			}),
		);
	}
	throwProblems(problems);
	return numbers;
}

/** Distinct numbers, in random order. */
export function randomNumbers(random: Random, limits: LengthLimits): string {
	const length = randomLength(random, limits, { task: TASK, unit: 'numbers', least: 0, most: LARGEST });
	const left = Array.from({ length: LARGEST }, (_, index) => index + 1);
	return Array.from({ length }, () => left.splice(randomInteger(random, 0, left.length - 1), 1).join()).join(' ');
}
