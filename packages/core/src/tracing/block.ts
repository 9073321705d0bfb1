import { type Diagram, KEEP } from '../diagram.js';
import { asynchronous, blocksDisagree, type Fact, functionThrew, impure, type Place, tooManyPaths } from './problems.js';
import type { Block, Decision, Frame, Outcome, Path, Piece, Session } from './session.js';
import { end, leave, newPath, placeOf, report, writtenLeaf } from './session.js';

/**
 * Runs a block along every path, depth first: each run follows the decisions so far and takes the first answer to every new
 * question; then the last question that has an answer left takes its next one. What the paths do becomes a diagram on the way back.
 */
export function traceBlock(session: Session, block: Block): Piece {
	const frame: Frame = { block, decisions: [], inner: [], path: newPath(block, false) };
	const outer = session.current;
	session.current = frame;
	const outcome = traceAll(session, frame);
	session.current = outer;
	return { name: block.steps.join(' › '), outcome: outcome ?? new Map() };
}

function traceAll(session: Session, frame: Frame): Outcome | undefined {
	const { decisions } = frame;
	/** For each open decision what its finished answers do. */
	const finished: Outcome[][] = [];
	for (;;) {
		const done = runPath(session, frame);
		if (done === undefined) return undefined;
		let outcome = addInner(session, frame, done);
		for (;;) {
			const last = decisions.at(-1);
			if (last === undefined) return outcome;
			const answers = finished[decisions.length - 1] ?? [];
			answers.push(outcome);
			finished[decisions.length - 1] = answers;
			last.choice++;
			if (last.choice < last.choices) break;
			decisions.pop();
			finished.pop();
			outcome = addInner(session, frame, combine(session, last, answers));
		}
	}
}

/** What the next path does by itself, or undefined where the block cannot be traced any further. */
function runPath(session: Session, frame: Frame): Outcome | undefined {
	session.paths++;
	const first = runOnce(session, frame, false);
	if (session.paths > session.budget && !session.exhausted) {
		report(session, tooManyPaths(placeOf(session, frame), session.budget));
		session.exhausted = true;
	}
	if (session.exhausted) return undefined;
	const second = first.ending === 'impure' ? first : runOnce(session, frame, true);
	if (second.ending === 'impure' || !sameRun(first, second)) {
		report(session, impure(placeOf(session, frame)));
		return undefined;
	}
	return first.ending === 'open' ? first.writes : new Map();
}

function sameRun(first: Path, second: Path): boolean {
	return first.ending === second.ending && first.log.length === second.log.length && first.log.every((step, at) => step === second.log[at]);
}

function runOnce(session: Session, frame: Frame, replay: boolean): Path {
	const { block } = frame;
	const path = newPath(block, replay);
	frame.path = path;
	try {
		const returned = block.run();
		if (path.ending !== 'open') return path;
		if (returned instanceof Promise) {
			returned.catch(() => undefined);
			end(session, frame, 'failed', asynchronous(placeOf(session, frame)));
		}
		if (block.target !== undefined) {
			const leaf = writtenLeaf(session, frame, block.target, returned);
			path.writes.set(block.target, leaf);
			path.log.push(leaf);
		}
	} catch (error) {
		if (error === leave || path.ending !== 'open') return path;
		report(session, functionThrew(placeOf(session, frame), error instanceof Error ? error.message : String(error)));
		path.ending = 'failed';
	}
	return path;
}

/** What a decision's answers do, as one: a path that asks for a value does nothing where the variable is undefined. */
function combine(session: Session, decision: Decision, answers: readonly Outcome[]): Outcome {
	const written = new Set(answers.flatMap((answer) => [...answer.keys()]));
	const values = (session.domains[decision.variable]?.length ?? 1) - 1;
	const outcome = new Map<number, Diagram>();
	for (const at of written) {
		const branch = (choice: number): Diagram => answers[choice]?.get(at) ?? KEEP;
		const children = Array.from({ length: values }, (_, index) => branch(decision.asks === 'value' ? index : 0));
		outcome.set(at, session.diagrams.choose(decision.variable, [...children, decision.asks === 'value' ? KEEP : branch(1)]));
	}
	return outcome;
}

/** Adds what blocks do that were opened by `also` since the last of the decisions that are still open. */
function addInner(session: Session, frame: Frame, outcome: Outcome): Outcome {
	const { block, inner, decisions } = frame;
	const opened = inner[decisions.length] ?? [];
	inner.length = Math.min(inner.length, decisions.length);
	const pieces = opened.filter((each) => each.adds).map((each) => each.piece);
	if (pieces.length === 0) return outcome;
	return unite(session, [{ name: block.steps.join(' › '), outcome }, ...pieces], placeOf(session, frame));
}

/** Puts blocks together that apply side by side; where two write different values in one state, that is a problem. */
export function unite(session: Session, pieces: readonly Piece[], place: Place): Outcome {
	const { diagrams } = session;
	const united = new Map<number, Diagram>();
	for (const [position, piece] of pieces.entries()) {
		for (const [at, diagram] of piece.outcome) {
			const before = united.get(at) ?? KEEP;
			let isReported = false;
			const together = diagrams.union(before, diagram, (state, left, right) => {
				// Two blocks that disagree in one state often do in many; one example is enough.
				if (isReported) return;
				isReported = true;
				const writes = (other: Piece): boolean =>
					diagrams.evaluate(other.outcome.get(at) ?? KEEP, (asked) => state.get(asked) ?? 0) === left;
				const earlier = pieces.slice(0, position).find(writes);
				reportConflict(session, place, at, state, { by: earlier?.name ?? piece.name, left }, { by: piece.name, right });
			});
			united.set(at, together);
		}
	}
	return united;
}

function reportConflict(
	session: Session,
	place: Place,
	at: number,
	state: ReadonlyMap<number, number>,
	{ by: leftBy, left }: { readonly by: string; readonly left: number },
	{ by: rightBy, right }: { readonly by: string; readonly right: number },
): void {
	const assumed = [...state].flatMap(([asked, index]): readonly Fact[] => {
		const variable = session.variables[asked];
		return variable === undefined ? [] : [{ variable, choices: 1, is: { value: session.domains[asked]?.[index] } }];
	});
	const facts = [...place.facts, ...assumed];
	const { terminals } = session;
	const name = session.variables[at]?.name ?? '';
	const [first, second] = [
		{ by: leftBy, value: terminals.value(left) },
		{ by: rightBy, value: terminals.value(right) },
	];
	report(session, blocksDisagree({ where: place.where, facts }, name, first, second));
}
