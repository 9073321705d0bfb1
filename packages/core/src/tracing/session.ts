import type { Problem } from '@alta-ts/diagnostics';
import { type Diagram, type DiagramBuilder, KEEP } from '../diagram.js';
import type { Value, Variable } from '../program.js';
import type { Terminals } from '../table-diagram.js';
import { checkWritten } from '../written-value.js';
import { type Fact, type Place, valueOutside } from './problems.js';

/** What a block does: for each variable it may write, by index, the diagram of what it writes. */
export type Outcome = ReadonlyMap<number, Diagram>;

/** A block's outcome and how messages call the block. */
export interface Piece {
	readonly name: string;
	readonly outcome: Outcome;
}

/** The state of tracing one update. */
export interface Session {
	readonly variables: readonly Variable[];
	/** For each variable its values, then undefined. */
	readonly domains: readonly (readonly Value[])[];
	readonly indexOf: ReadonlyMap<string, number>;
	readonly headOutputs: ReadonlySet<string>;
	readonly diagrams: DiagramBuilder;
	readonly terminals: Terminals;
	/** How many paths may be run. */
	readonly budget: number;
	/** The way to the update, for messages. */
	readonly where: readonly string[];
	/** Problems by what they say, so that each is reported once. */
	readonly problems: Map<string, Problem>;
	/** How many paths have been run. */
	paths: number;
	/** Set when tracing has to stop altogether. */
	exhausted: boolean;
	/** The block that is running. */
	current: Frame | undefined;
}

/** A function of the author's that is traced on its own. */
export interface Block {
	/** The way to the block from the update, for messages. */
	readonly steps: readonly string[];
	readonly run: () => unknown;
	/** The variable a lazy write is for; undefined for a block that writes by assignment. */
	readonly target: number | undefined;
	/** What enclosing blocks have decided about each variable: a domain index, {@link OPEN} or {@link DEFINED}. */
	readonly given: readonly number[];
	/** The same, for messages. */
	readonly facts: readonly Fact[];
}

/** Nothing is known about the variable. */
export const OPEN = -1;
/** The variable is known to be defined, but not its value. */
export const DEFINED = -2;

/** A question a path asks about a variable, and the answer it is trying. For `defined`, the answer 0 is yes and 1 is no. */
export interface Decision {
	readonly variable: number;
	readonly asks: 'value' | 'defined';
	readonly choices: number;
	choice: number;
}

/** One run of a block along one path. */
export interface Path {
	/** Like `given` of the block, with what this path has decided. */
	readonly known: number[];
	/** How many of the block's decisions this run has come past. */
	depth: number;
	/** How many inner blocks it has met since the last decision. */
	met: number;
	readonly writes: Map<number, Diagram>;
	/** Everything it did, as numbers, to be compared with a second run. */
	readonly log: number[];
	ending: Ending;
	/** Whether this is the second run along the same path. */
	readonly replay: boolean;
}

/** `dropped`: it read something undefined, so it does nothing; `failed`: a problem was reported; `impure`: it left its own tracks. */
export type Ending = 'open' | 'dropped' | 'failed' | 'impure';

/** A block that was opened inside another; what an `also` block does is added to what its surroundings do. */
export interface InnerBlock {
	readonly piece: Piece;
	readonly adds: boolean;
}

/** A block while its paths are run. */
export interface Frame {
	readonly block: Block;
	readonly decisions: Decision[];
	/** Inner blocks by the number of decisions before them, in the order they were met. */
	readonly inner: InnerBlock[][];
	path: Path;
}

/** Thrown to leave an author's function; nobody outside the tracer sees it. */
export const leave: unique symbol = Symbol('leave the traced function');

const PROBLEM_LIMIT = 20;

/** Notes a problem, once. */
export function report(session: Session, problem: Problem): void {
	const key = `${problem.code} ${problem.what}`;
	if (!session.problems.has(key)) session.problems.set(key, problem);
	if (session.problems.size >= PROBLEM_LIMIT) session.exhausted = true;
}

/** Ends the running path from inside the author's function. */
export function end(session: Session, frame: Frame, ending: Ending, problem?: Problem): never {
	if (problem !== undefined) report(session, problem);
	frame.path.ending = ending;
	throw leave;
}

/** The start of a run. */
export function newPath(block: Block, replay: boolean): Path {
	return { known: [...block.given], depth: 0, met: 0, writes: new Map(), log: [], ending: 'open', replay };
}

/** What the running path and the blocks around it have decided. */
export function factsOf(session: Session, frame: Frame): readonly Fact[] {
	const own = frame.decisions.slice(0, frame.path.depth).flatMap(({ variable: at, asks, choice, choices }): readonly Fact[] => {
		const variable = session.variables[at];
		if (variable === undefined) return [];
		return [{ variable, choices, is: asks === 'value' ? { value: session.domains[at]?.[choice] } : { defined: choice === 0 } }];
	});
	return [...frame.block.facts, ...own];
}

/** Where the author's code is at. */
export function placeOf(session: Session, frame: Frame): Place {
	return { where: [...session.where, ...frame.block.steps], facts: factsOf(session, frame) };
}

/** The diagram of a written value, once checked; ends the path where the variable cannot take it. */
export function writtenLeaf(session: Session, frame: Frame, at: number, written: unknown): Diagram {
	const variable = session.variables[at];
	if (variable === undefined) return KEEP;
	const checked = checkWritten(variable, written);
	if ('why' in checked)
		return end(session, frame, 'failed', valueOutside(placeOf(session, frame), variable.name, checked.shown, checked.why));
	return session.diagrams.leaf(session.terminals.of(checked.value));
}
