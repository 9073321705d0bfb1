import type { Program } from '@alta-ts/core';
import type { Problem } from '@alta-ts/diagnostics';
import type { Layout, Margin, Tensor, VariableBlock } from '@alta-ts/model';
import type { NumericFacts } from './numeric-facts.js';
import type { Precision } from './precision.js';
import type { SourceTable } from './sources.js';

/** What the passes that make tensors know, and what they leave behind. */
export interface Context {
	/** The simplified program. */
	readonly program: Program;
	readonly precision: Precision;
	/** The longest input; undefined when there is no limit. */
	readonly maxLength: number | undefined;
	readonly facts: NumericFacts;
	readonly nullable: ReadonlySet<string>;
	readonly layout: BlockLookup;
	readonly sources: SourceTable;
	/** Tensors by name, filled by the passes. */
	readonly tensors: Record<string, Tensor>;
	/** What was checked so far. */
	readonly margins: Margin[];
	/** What an input must meet for the guarantee to hold. */
	readonly conditions: Set<string>;
	/** Reasons to refuse, collected over all passes. */
	readonly problems: Problem[];
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
