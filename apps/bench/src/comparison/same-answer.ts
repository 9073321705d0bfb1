import type { Answer } from '../engines/engine.js';

/** A number may differ by so much, as a part of the largest right one: single precision, sums in any order. */
const TOLERANCE = 1e-4;

/** How an answer differs from the right one; undefined where it does not. */
export function difference(answer: Answer, right: Answer): string | undefined {
	if (answer.length !== right.length) return `it gave ${answer.length} and not ${right.length} results`;
	const allowed = right instanceof Float32Array ? TOLERANCE * right.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) : 0;
	for (const [index, expected] of right.entries()) {
		const given = answer[index];
		const same = typeof given === 'number' && typeof expected === 'number' ? Math.abs(given - expected) <= allowed : given === expected;
		if (!same) return `result ${index} is ${given} and not ${expected}`;
	}
	return undefined;
}
