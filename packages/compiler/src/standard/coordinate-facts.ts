import type { Block, VariableBlock } from '@alta-ts/model';
import type { Context } from '../context.js';
import { binaryUnit, bounds, unitOf } from '../numbers/attainable.js';
import { errorAt } from '../numbers/numeric-error.js';

/** What is known of the numbers that a coordinate, or a unit, can hold. */
export interface NumberFact {
	readonly min: number;
	readonly max: number;
	/** A power of two that every number is a whole multiple of, without rounding; 0 where numbers are rounded. */
	readonly grid: number;
	/** Of the coordinates with the same group at most one is not 0. */
	readonly group?: number;
}

/** Rounding can bring the share of several keys this far beyond 1. */
const ROUNDED = 1 / 64;

/** What is known of every coordinate after attention, when the MLP reads it. */
export function coordinateFacts(context: Context): readonly NumberFact[] {
	const rounded = roundedOutputs(context);
	return context.layout.layout.blocks.flatMap((block) => blockFacts(context, block, rounded));
}

/** Variables whose coordinates are quotients: averages, and what heads give that might have selected several keys. */
function roundedOutputs({ program, layout }: Context): ReadonlySet<string> {
	const heads = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.heads));
	const rounded = heads.filter(({ combine, output }) => combine === 'mean' || combine === 'sum' || layout.guard(output) !== undefined);
	return new Set(rounded.map(({ output }) => output));
}

function blockFacts(context: Context, block: Block, rounded: ReadonlySet<string>): readonly NumberFact[] {
	const times = (count: number, fact: NumberFact): NumberFact[] => Array.from({ length: count }, () => fact);
	if (block.kind === 'guard') return [{ min: -1 - ROUNDED, max: 1 + ROUNDED, grid: 0 }];
	if (!('variable' in block)) return times(block.width, { min: 0, max: 1, grid: 1, group: block.start });
	const quotients = rounded.has(block.variable);
	const binary: NumberFact = quotients ? { min: 0, max: 1 + ROUNDED, grid: 0 } : { min: 0, max: 1, grid: 1 };
	switch (block.kind) {
		case 'categorical':
			return times(block.width, quotients ? binary : { ...binary, group: block.start });
		case 'ordinal': {
			const largest = block.codes.at(-1) ?? 0;
			return [quotients ? { min: 0, max: largest * (1 + ROUNDED), grid: 0 } : { min: 0, max: largest, grid: 1 }];
		}
		case 'set':
			return times(block.width, binary);
		case 'numerical':
			return [numberFact(context, block), ...times(block.width - 1, binary)];
	}
}

function numberFact({ facts }: Context, { variable }: VariableBlock): NumberFact {
	const fact = facts.get(variable);
	if (fact === undefined) throw new Error(`internal: ${variable} is not a number`);
	const { min, max } = bounds(fact.attainable);
	const error = errorAt(fact, Math.max(Math.abs(min), Math.abs(max)));
	const unit = unitOf(fact.attainable);
	// Where the variable is undefined, and at the sink, the number is 0.
	const range = { min: Math.min(0, min - error), max: Math.max(0, max + error) };
	return { ...range, grid: error === 0 && unit !== undefined ? binaryUnit(unit) : 0 };
}
