import type { Span } from '@alta-ts/diagnostics';
import { domainIndex, showValue } from '../domain.js';
import type { Value, Variable } from '../program.js';
import { report, type Scope, type Where } from './scope.js';

/** Where and how a value is given to a variable, or compared with it. */
export interface Use {
	readonly code: string;
	readonly where: Where;
	/** What the variable cannot do with the value, as in "parity cannot *start as* 2". */
	readonly verb: string;
	readonly span?: Span | undefined;
}

/** Checks that a variable can be given a value: one of those it lists, any finite number if it is numerical, or undefined. */
export function checkHolds(scope: Scope, variable: Variable, value: Value, use: Use): void {
	if (variable.kind !== 'numerical') checkListed(scope, variable, value, use);
	else if (value !== undefined && !(typeof value === 'number' && Number.isFinite(value)))
		refuse(scope, variable, value, use, 'It is numerical, so it holds finite numbers.', 'Use a finite number.');
}

/** Checks that a value is one of those a variable lists, or undefined. */
export function checkListed(scope: Scope, variable: Variable, value: Value, use: Use): void {
	if (domainIndex(variable, value) >= 0) return;
	const listed = (variable.values ?? []).slice(0, 12).map(showValue);
	const rest = (variable.values ?? []).length - listed.length;
	const why = `Its values are ${listed.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
	refuse(scope, variable, value, use, why, 'Use one of these values, or declare this one too.');
}

function refuse(scope: Scope, variable: Variable, value: Value, { code, where, verb, span }: Use, why: string, fix: string): void {
	report(scope, code, { what: `${variable.name} cannot ${verb} ${showValue(value)}.`, where, why, fix, span });
}

/** Checks that a text is well-formed Unicode. */
export function checkText(scope: Scope, text: string, where: Where): void {
	if (!isIllFormed(text)) return;
	report(scope, 'ALTA1018', {
		what: `The text ${JSON.stringify(text)} is not well-formed Unicode.`,
		where,
		why: 'Half of a surrogate pair cannot be written to a file.',
		fix: 'Write the whole character, or escape it in a notation of your own.',
	});
}

/** Whether a text holds half a surrogate pair. */
export function isIllFormed(text: string): boolean {
	return /\p{Surrogate}/u.test(text);
}
