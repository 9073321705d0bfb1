import { RaspError } from '../graph/rasp-error.js';
import type { Machine } from './evaluate.js';
import { hostError } from './failures.js';

/** An error with the place in the source where evaluation stood, if it does not know its own. What is no error of RASP is thrown on. */
export function placed(error: unknown, machine: Machine): RaspError {
	if (error instanceof RangeError && /call stack/i.test(error.message)) return placed(exhausted(), machine);
	if (!(error instanceof RaspError)) throw error;
	const [first] = error.problems;
	const span = first?.span ?? (machine.at ?? machine.statement)?.span;
	if (first === undefined || span === undefined) return error;
	return new RaspError(error.kind, error.code, error.detail, { ...first, span }, { cause: error });
}

function exhausted(): RaspError {
	return hostError('maximum recursion depth exceeded', {
		what: 'Expressions or functions lie too deep in each other.',
		why: 'There is only so much room for what is not finished yet.',
		fix: 'Let a condition on a plain value end recursion earlier, or give parts of long expressions names.',
	});
}
