import type { ProblemFacts } from '@alta-ts/diagnostics';
import { RaspError } from '../graph/rasp-error.js';

type Facts = Omit<ProblemFacts, 'where' | 'span'>;

/** A value of the wrong kind. `detail` is what the paper's console says. */
export function typeError(detail: string, facts: Facts): RaspError {
	return new RaspError('RASPTypeError', 'ALTA0020', detail, facts);
}

/** A value of the right kind that cannot be used: an index out of range, a key that is not there. */
export function valueError(detail: string, facts: Facts): RaspError {
	return new RaspError('RASPValueError', 'ALTA0021', detail, facts);
}

/** An operation on atoms that have no result, such as a division by zero. */
export function hostError(detail: string, facts: Facts): RaspError {
	return new RaspError('host', 'ALTA0022', detail, facts);
}
