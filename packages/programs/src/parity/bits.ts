import type { Value } from '@alta-ts/core';
import { type Problem, problem, shortened, throwProblems } from '@alta-ts/diagnostics';
import { type Random, randomInteger } from '../random.js';
import { randomLength } from '../random-length.js';
import type { Codec, LengthLimits } from '../task.js';
import { wordsOf } from '../words.js';

/** How a parity program writes down a string of bits. */
export interface BitsFormat {
	/** Name of the task, for errors. */
	readonly task: string;
	/** Tokens before and after the bits. */
	readonly before: readonly string[];
	readonly after: readonly string[];
	/** The most bits the program takes. */
	readonly maxBits: number | undefined;
}

/** Bits as text: `0` and `1`, separated by spaces. The answer is what the last position holds; nothing for an empty sequence. */
export function bitsCodec(format: BitsFormat): Codec {
	return {
		encode: (text) => {
			const bits = wordsOf(text);
			checkBits(format, bits);
			return [...format.before, ...bits, ...format.after];
		},
		decode: (output: readonly Value[]) => {
			const answer = output.at(-1);
			return typeof answer === 'number' ? String(answer) : '';
		},
	};
}

/** A random string of bits with a length within the limits and within what the program takes. */
export function randomBits(format: BitsFormat, random: Random, limits: LengthLimits): string {
	const length = randomLength(random, limits, { task: format.task, unit: 'bits', least: 0, most: format.maxBits });
	return Array.from({ length }, () => String(randomInteger(random, 0, 1))).join(' ');
}

function checkBits({ task, maxBits }: BitsFormat, bits: readonly string[]): void {
	const problems: Problem[] = [];
	for (const [index, word] of bits.entries()) {
		if (word === '0' || word === '1') continue;
		problems.push(
			problem('ALTA8004', {
				what: `"${shortened(word)}" is not a bit.`,
				where: [`task ${task}`, `word ${index + 1}`],
				why: 'The text is a string of bits: the words 0 and 1, separated by spaces.',
				fix: /^[01]+$/.test(word) ? `Write "${shortened([...word].join(' '))}".` : 'Write 0 or 1.',
			}),
		);
	}
	if (maxBits !== undefined && bits.length > maxBits) {
		problems.push(
			problem('ALTA8005', {
				what: `The text has ${bits.length} bits.`,
				where: [`task ${task}`],
				why: `With these options the program takes at most ${maxBits}.`,
				fix: 'Shorten the text, or set the option "maxLength" higher.',
			}),
		);
	}
	throwProblems(problems);
}
