import { altaError } from '@alta-ts/diagnostics';
import { readSum } from '../addition/sum-text.js';
import { type Random, randomInteger } from '../random.js';
import { randomLength } from '../random-length.js';
import type { Codec, LengthLimits } from '../task.js';

/** Sums as text, such as `789+45`. The program reads them as they are, and answers with zeros in front. */
export function longSumCodec(task: string, maxLength: number): Codec {
	return {
		encode: (text) => {
			const tokens = [...readSum(text).join('+')];
			if (tokens.length <= maxLength) return tokens;
			throw altaError('ALTA8005', {
				what: `The sum has ${tokens.length} tokens.`,
				where: [`task ${task}`],
				why: `With these options the program takes at most ${maxLength}.`,
				fix: 'Use smaller numbers, or set the option "maxLength" higher.',
			});
		},
		decode: (output) =>
			output
				.map(String)
				.join('')
				.replace(/^0+(?=.)/, ''),
	};
}

/** A random sum of so many tokens, the plus anywhere between them. */
export function randomLongSum(random: Random, limits: LengthLimits, task: string, maxLength: number): string {
	const length = randomLength(random, limits, { task, unit: 'tokens', least: 3, most: maxLength });
	const plus = randomInteger(random, 1, length - 2);
	return Array.from({ length }, (_, index) => (index === plus ? '+' : randomDigit(random))).join('');
}

/** Nines are frequent, so that carries go far. */
function randomDigit(random: Random): number {
	return random() < 0.3 ? 9 : randomInteger(random, 0, 9);
}
