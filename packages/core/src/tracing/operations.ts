import { AltaError } from '@alta-ts/diagnostics';
import { KEEP } from '../diagram.js';
import type { Value } from '../program.js';
import { traceBlock } from './block.js';
import { endless, headWritten, noBuckets, readAfterWrite, stateMisused, unknownName, writeInLazyWrite } from './problems.js';
import {
	DEFINED,
	type Decision,
	end,
	type Frame,
	factsOf,
	leave,
	OPEN,
	type Piece,
	placeOf,
	type Session,
	writtenLeaf,
} from './session.js';

/** A path that does more than this with the state is taken to go on for ever. */
const LONGEST_LOG = 1_000_000;

/** What the object can do that an author's function works on. Each may throw to leave the function. */
export interface Operations {
	readonly read: (name: string) => Value;
	readonly assign: (name: string, value: unknown) => void;
	readonly defined: (name: string) => boolean;
	readonly write: (name: string, compute: () => unknown) => void;
	readonly also: (run: () => unknown) => void;
	/** Any other use; `what` says which. */
	readonly misuse: (what: string) => never;
}

/** The operations of a session. They apply to the block that is running, whichever object the author's code goes through. */
export function createOperations(session: Session): Operations {
	/** The domain index of undefined, which is also the number of defined values. */
	const undefinedOf = (at: number): number => (session.domains[at]?.length ?? 1) - 1;

	function running(): Frame {
		const frame = session.current;
		if (frame === undefined) {
			throw new AltaError(stateMisused({ where: session.where, facts: [] }, 'The state object is used after its function has returned.'));
		}
		// The author caught what was thrown to leave the function.
		if (frame.path.ending !== 'open') throw leave;
		if (frame.path.log.length > LONGEST_LOG) end(session, frame, 'failed', endless(placeOf(session, frame)));
		return frame;
	}

	function declared(frame: Frame, name: string): number {
		return (
			session.indexOf.get(name) ?? end(session, frame, 'failed', unknownName(placeOf(session, frame), name, [...session.indexOf.keys()]))
		);
	}

	function readable(frame: Frame, name: string): number {
		const at = declared(frame, name);
		if (frame.path.writes.has(at)) end(session, frame, 'failed', readAfterWrite(placeOf(session, frame), name));
		const variable = session.variables[at];
		if (variable?.kind === 'numerical' && variable.values === undefined) {
			end(session, frame, 'failed', noBuckets(placeOf(session, frame), name));
		}
		return at;
	}

	/** The answer this path tries to a question. A question that is new starts with its first answer. */
	function decide(frame: Frame, variable: number, asks: Decision['asks'], choices: number): number {
		const { path, decisions } = frame;
		let decision = decisions[path.depth];
		if (decision === undefined) {
			if (path.replay) return end(session, frame, 'impure');
			decision = { variable, asks, choices, choice: 0 };
			decisions.push(decision);
		} else if (decision.variable !== variable || decision.asks !== asks) return end(session, frame, 'impure');
		path.depth++;
		path.met = 0;
		return decision.choice;
	}

	function read(name: string): Value {
		const frame = running();
		const { known, log } = frame.path;
		const at = readable(frame, name);
		log.push(0, at);
		if (known[at] === OPEN || known[at] === DEFINED) {
			if (undefinedOf(at) === 0) end(session, frame, 'dropped');
			known[at] = decide(frame, at, 'value', undefinedOf(at));
		}
		const index = known[at] ?? undefinedOf(at);
		if (index === undefinedOf(at)) end(session, frame, 'dropped');
		return session.domains[at]?.[index];
	}

	function defined(name: string): boolean {
		const frame = running();
		const { known, log } = frame.path;
		const at = readable(frame, name);
		log.push(1, at);
		if (known[at] === OPEN) known[at] = decide(frame, at, 'defined', 2) === 0 ? DEFINED : undefinedOf(at);
		return known[at] !== undefinedOf(at);
	}

	function writable(frame: Frame, name: string, operation: string): number {
		if (frame.block.target !== undefined) end(session, frame, 'failed', writeInLazyWrite(placeOf(session, frame), operation));
		const at = declared(frame, name);
		if (session.headOutputs.has(name)) end(session, frame, 'failed', headWritten(placeOf(session, frame), name));
		return at;
	}

	function assign(name: string, value: unknown): void {
		const frame = running();
		const at = writable(frame, name, 'an assignment');
		const leaf = writtenLeaf(session, frame, at, value);
		frame.path.log.push(2, at, leaf);
		frame.path.writes.set(at, leaf);
	}

	/** An inner block is traced where it is first met, and remembered for all paths that begin in the same way. */
	function inner(frame: Frame, step: string, run: () => unknown, target: number | undefined): Piece {
		const { block, path } = frame;
		const list = frame.inner[path.depth] ?? [];
		frame.inner[path.depth] = list;
		let known = list[path.met];
		if (known === undefined) {
			if (path.replay) return end(session, frame, 'impure');
			const steps = [...block.steps, step];
			known = {
				piece: traceBlock(session, { steps, run, target, given: [...path.known], facts: factsOf(session, frame) }),
				adds: target === undefined,
			};
			list.push(known);
		}
		path.met++;
		if (session.exhausted) end(session, frame, 'failed');
		return known.piece;
	}

	function write(name: string, compute: () => unknown): void {
		const frame = running();
		const at = writable(frame, name, 'z.write');
		frame.path.log.push(3, at);
		const { outcome } = inner(frame, `write ${name}`, compute, at);
		// Where the lazy write does nothing, an earlier write to the variable stands; where both write, the later one counts.
		const both = session.diagrams.union(outcome.get(at) ?? KEEP, frame.path.writes.get(at) ?? KEEP, () => undefined);
		frame.path.writes.set(at, both);
	}

	function also(run: () => unknown): void {
		const frame = running();
		if (frame.block.target !== undefined) end(session, frame, 'failed', writeInLazyWrite(placeOf(session, frame), 'z.also'));
		frame.path.log.push(4);
		const before = frame.inner.slice(0, frame.path.depth).reduce((sum, list) => sum + list.length, 0);
		inner(frame, `also ${before + frame.path.met + 1}`, run, undefined);
	}

	function misuse(what: string): never {
		const frame = running();
		return end(session, frame, 'failed', stateMisused(placeOf(session, frame), what));
	}

	return { read, assign, defined, write, also, misuse };
}
