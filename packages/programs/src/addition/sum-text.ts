import { altaError, shortened } from '@alta-ts/diagnostics';
import { type Random, randomInteger } from '../random.js';
import { randomLength } from '../random-length.js';
import type { Codec, LengthLimits } from '../task.js';

/** The task these texts belong to. */
const TASK = 'addition';

/** Sums as text, such as `789+456`. The shorter number is filled up with zeros, and the answer is written without any in front. */
export const sumCodec: Codec = {
	encode: (text) => {
		const [a, b] = readSum(text);
		const digits = Math.max(a.length, b.length);
		return ['s', ...a.padStart(digits, '0'), '+', ...b.padStart(digits, '0'), 'e'];
	},
	decode: (output) => {
		const digits = output.slice(0, -1).map(String).join('');
		return digits.replace(/^0+(?=.)/, '');
	},
};

/**
 * The two numbers of a sum, as they are written.
 *
 * @throws ALTA8009 for a text of another form.
 */
export function readSum(text: string): readonly [string, string] {
	const [, a, b] = /^\s*(\d+)\s*\+\s*(\d+)\s*$/.exec(text) ?? [];
	if (a !== undefined && b !== undefined) return [a, b];
	throw altaError('ALTA8009', {
		what: `"${shortened(text)}" is not a sum.`,
		where: [`task ${TASK}`],
		why: 'A sum is two numbers in decimal digits, without a sign, and a plus sign between them.',
		fix: 'Write 789+456, for example.',
	});
}

/** A random sum. The longer of its numbers has a length within the limits; the other is as long or shorter, now and then on the left. */
export function randomSum(random: Random, limits: LengthLimits): string {
	const digits = randomLength(random, limits, { task: TASK, unit: 'digits', least: 1, most: undefined });
	const longer = randomNumber(random, digits);
	const other = randomNumber(random, randomInteger(random, 1, digits));
	return random() < 0.5 ? `${longer}+${other}` : `${other}+${longer}`;
}

/** A number of so many digits; a longer one does not begin with 0. */
function randomNumber(random: Random, digits: number): string {
	return Array.from({ length: digits }, (_, index) => randomInteger(random, index === 0 && digits > 1 ? 1 : 0, 9)).join('');
}
