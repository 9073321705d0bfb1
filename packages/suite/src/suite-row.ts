/** One line of the report: a program on an engine and a backend. */
export interface SuiteRow {
	readonly program: string;
	readonly engine: 'interpreter' | 'model';
	/** The architecture of the weights, where it is not that of the ALTA paper. */
	readonly target?: 'standard';
	/** The name of the backend that did the work, or was asked for and is not there; null for the interpreter. */
	readonly backend: string | null;
	/** The name it was asked for by; null for the interpreter. */
	readonly requested: string | null;
	/** What the backend computes with; null for the interpreter, and where the backend is not there. */
	readonly adapter: string | null;
	/** Whether that is a graphics card that a processor plays; null where there is no adapter. */
	readonly software: boolean | null;
	readonly status: 'passed' | 'failed' | 'not run';
	/** How many inputs were tried. */
	readonly cases: number;
	readonly passed: number;
	/** Why it was not run, or what went wrong first. */
	readonly reason?: string;
	/** Milliseconds it took. */
	readonly ms: number;
}
