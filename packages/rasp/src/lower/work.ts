import type { Diagram } from '@alta-ts/core';
import type { SOp } from '../graph/node.js';
import type { Base, Bases, Fn } from './base.js';
import type { Functions } from './functions.js';
import type { Label } from './label.js';
import type { Plan } from './plan.js';
import type { Rounding } from './rounding.js';
import type { Sum, Tally } from './tally.js';

/** What lowering works with. */
export interface Work {
	readonly functions: Functions;
	readonly bases: Bases;
	readonly plan: Plan;
	/** The s-op that is the answer. */
	readonly answer: SOp;
	readonly token: Base;
	readonly position: Base;
	/** What heads fetch, by what the heads do, so that none is there twice. */
	readonly heads: Map<string, Base>;
	/** What heads add up, by what the heads give and by functions that are the same: to be found again when sums are added. */
	readonly sums: Map<Base | Fn, Sum>;
	/** What functions are next to that are floats. */
	readonly tallies: Map<Fn, Tally>;
	/** S-ops whose floats may be rounded otherwise than in evaluation. */
	readonly rounded: Map<SOp, Rounding>;
	/** Functions that are known to be different at any two positions of an input. */
	readonly ranks: Set<Diagram>;
	/** The longest input. */
	readonly length: number;
	/** Whether positions see only themselves and what is before them. */
	readonly causal: boolean;
	/** The function of an s-op that was lowered before. */
	readonly fnOf: (node: SOp) => Fn;
	readonly labelOf: (node: SOp) => Label;
}
