import { AltaError, type ProblemFacts, problem } from '@alta-ts/diagnostics';

/** The classes of errors of RASP. `host` are those the paper's console takes from its host language, such as a division by zero. */
export type RaspErrorKind =
	| 'syntax'
	| 'UndefinedVariable'
	| 'ReservedName'
	| 'ArgsError'
	| 'RASPTypeError'
	| 'RASPValueError'
	| 'LoadError'
	| 'NotImplemented'
	| 'host';

/** What went wrong while RASP was evaluated: a problem with a code, and the class that the paper's console tells apart. */
export class RaspError extends AltaError {
	override readonly name = 'RaspError';
	readonly kind: RaspErrorKind;
	/** The words of the paper's console for it. */
	readonly detail: string;

	constructor(kind: RaspErrorKind, code: string, detail: string, facts: ProblemFacts, options?: ErrorOptions) {
		super(problem(code, facts), options);
		this.kind = kind;
		this.detail = detail;
	}
}
