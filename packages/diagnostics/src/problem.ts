/** A stretch of a source text: characters `from` (inclusive) to `to` (exclusive) of the file or string called `source`. */
export interface Span {
	readonly source: string;
	readonly from: number;
	readonly to: number;
}

/**
 * One thing that is wrong, said in four parts: what, where, why and what to do.
 *
 * `where` goes from the outside in, each step a `kind name` pair such as `program parity`, `stage 0`, `layer 0`, `head left`.
 */
export interface Problem {
	/** A stable code such as `ALTA1203`; the owning package documents it. */
	readonly code: string;
	readonly severity: 'error' | 'warning';
	/** What is wrong, as one sentence that names the thing. */
	readonly what: string;
	readonly where: readonly string[];
	/** Why that is a problem. */
	readonly why: string;
	/** What to do about it. */
	readonly fix: string;
	readonly span?: Span;
}

/** What a package writes down about one of its codes; the error reference is generated from it. */
export interface CodeEntry {
	/** A short title, as a heading. */
	readonly title: string;
	/** One or two sentences for someone who met the code and wants to know more. */
	readonly help: string;
}

/** The facts of a problem: everything but its code and severity. */
export interface ProblemFacts {
	readonly what: string;
	readonly where?: readonly string[];
	readonly why: string;
	readonly fix: string;
	readonly span?: Span | undefined;
}

/** A package's codes as data. The first digit after `ALTA` tells the package: 1 core, 2 interpreter, and so on. */
export type CodeTable = Readonly<Record<`ALTA${number}`, CodeEntry>>;

/** Builds an error out of facts. */
export function problem(code: string, facts: ProblemFacts): Problem {
	return make(code, 'error', facts);
}

/** Builds a warning out of facts: something to know, which stops nothing. */
export function warning(code: string, facts: ProblemFacts): Problem {
	return make(code, 'warning', facts);
}

function make(code: string, severity: Problem['severity'], facts: ProblemFacts): Problem {
	const { span, where = [], ...rest } = facts;
	return { code, severity, where, ...rest, ...(span === undefined ? {} : { span }) };
}
