import type { Layer, Program } from '@alta-ts/core';
import type { Problem } from '@alta-ts/diagnostics';
import type { Layout, Margin, Tensor, VariableBlock } from '@alta-ts/model';
import type { Declared } from './declared-variables.js';
import type { NumericFacts } from './numbers/numeric-facts.js';
import type { Precision } from './numbers/precision.js';
import type { OptionalPass } from './passes/pass.js';
import type { ReachableValues } from './passes/reachable-values.js';
import type { SourceTable } from './sources.js';
import type { StandardSetting } from './standard/setting.js';

/** What the passes that make tensors know, and what they leave behind. */
export interface Context {
	/** The simplified program. */
	readonly program: Program;
	/** The outputs that heads of several layers write. */
	readonly sharedOutputs: ReadonlySet<string>;
	/** Its variables. */
	readonly declared: Declared;
	/** For each of its layers, that of the program as it was given. */
	readonly authored: ReadonlyMap<Layer, Layer>;
	readonly precision: Precision;
	/** The longest input; undefined when there is no limit. */
	readonly maxLength: number | undefined;
	readonly facts: NumericFacts;
	/** The variables that can be undefined at some time; where tables of a layer read them, they need not be (see `reachable`). */
	readonly nullable: ReadonlySet<string>;
	/** Which values variables can hold, and where: any other is a don't-care. */
	readonly reachable: ReachableValues;
	readonly layout: BlockLookup;
	/** What only the standard target has; undefined for the target `alta`. */
	readonly standard: StandardSetting | undefined;
	readonly sources: SourceTable;
	/** Tensors by name, filled by the passes. */
	readonly tensors: Record<string, Tensor>;
	/** Passes that are switched off. */
	readonly without: ReadonlySet<OptionalPass>;
	/** What the passes that make weights changed, a line each. */
	readonly changes: Map<OptionalPass, string[]>;
	/** What was checked so far. */
	readonly margins: Margin[];
	/** What an input must meet for the guarantee to hold. */
	readonly conditions: Set<string>;
	/** Reasons to refuse, collected over all passes. */
	readonly problems: Problem[];
	/** Told how much work decisions take; it may throw to put an end to it. */
	readonly onStep: ((children: number) => void) | undefined;
}

/** The layout with its blocks by variable. */
export interface BlockLookup {
	readonly layout: Layout;
	readonly width: number;
	/** The block of a variable; every variable of the program has one. */
	block(variable: string): VariableBlock;
	/** The coordinate that tells whether several keys were selected for a variable, if it needs one. */
	guard(variable: string): number | undefined;
}
