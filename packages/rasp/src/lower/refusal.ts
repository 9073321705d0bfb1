import { AltaError, type Problem, problem } from '@alta-ts/diagnostics';
import { type GraphNode, isSOp } from '../graph/node.js';

/** Why a node cannot be lowered, and what to do about it. */
export interface RefusalFacts {
	readonly what: string;
	readonly why: string;
	readonly fix: string;
}

/** Thrown where something cannot be lowered. The driver knows the node and turns it into a problem of that node. */
export class Refusal extends Error {
	readonly code: string;
	readonly facts: RefusalFacts;

	constructor(code: string, facts: RefusalFacts) {
		super(facts.what);
		this.code = code;
		this.facts = facts;
	}
}

/** The error for a node that cannot be lowered, with its name and the place in the source that made it. */
export function refusedAt(refusal: Refusal, node: GraphNode, name: string | undefined): AltaError {
	const what = isSOp(node) ? 's-op' : 'selector';
	const kind = node.op === 'elementwise' ? node.operation.name : node.op;
	const facts = { ...refusal.facts, where: [`${what} ${name ?? kind}`], span: node.span };
	const found: Problem = problem(refusal.code, facts);
	return new AltaError(found, { cause: refusal });
}
