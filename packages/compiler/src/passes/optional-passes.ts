import { programPasses } from './optimise.js';
import type { OptionalPass } from './pass.js';

/** A pass that can be switched off. */
export interface PassDescription {
	readonly name: OptionalPass;
	/** What it does, in a line. */
	readonly does: string;
}

/** The passes that make weights from what the passes over the program leave. */
export const weightPasses: readonly PassDescription[] = [
	{ name: 'order', does: 'tables asked in the order that takes the fewest rules, of those that were tried' },
	{ name: 'merge', does: 'rules that differ in one question only made one' },
	{ name: 'linear-forms', does: 'thresholds on sums of values in the place of one rule for each combination' },
	{ name: 'write-enable', does: 'old values erased once a variable and not once a rule' },
	{ name: 'ordinals', does: 'variables that no head compares stored as one number' },
];

/** All passes that can be switched off: those over the program in the order they run, then those that make weights. */
export const optionalPasses: readonly PassDescription[] = [...programPasses.map(({ name, does }) => ({ name, does })), ...weightPasses];
