import type { NumericalVariable } from '@alta-ts/core';
import { problem } from '@alta-ts/diagnostics';
import type { Context } from '../context.js';
import { orCompileFor } from '../remedy.js';
import { magnitude, neighbours } from './attainable.js';
import { errorAt, type NumericFact } from './numeric-error.js';
import { powerOfTwo } from './precision.js';
import { floorTo } from './rounding.js';
import { errorsAt, type Gap, thresholdIn } from './threshold.js';

/** min(1, max(0, scale · x + bias)): 0 up to a boundary between two buckets and 1 beyond it, for every number that can occur. */
export interface Ramp {
	readonly scale: number;
	readonly bias: number;
}

/**
 * The ramp between bucket `index − 1` and bucket `index` of a numerical variable.
 *
 * It rises between the two attainable numbers on either side of the boundary. Where every number is attainable, or those two are too close
 * for the arithmetic, it rises in the middle half between the two bucket centres, and the guarantee becomes conditional on the number being
 * near one of them. Where even these are too close, the program is refused (ALTA4003).
 *
 * Its scale is a power of two and it begins at a number of the dtype, so that nothing in it is rounded: it is as exact as the number it reads.
 */
export function rampBefore(context: Context, variable: NumericalVariable, index: number): Ramp {
	const fact = context.facts.get(variable.name);
	const [lower, upper] = [variable.values?.[index - 1], variable.values?.[index]];
	if (fact === undefined || lower === undefined || upper === undefined) throw new Error(`internal: no bucket ${index} of ${variable.name}`);
	const boundary = (lower + upper) / 2;
	const attained = gapAround(fact, boundary, upper - lower);
	const found = attained === undefined ? undefined : rampIn(context, fact, attained);
	if (attained === undefined || found === undefined) {
		const quarter = (upper - lower) / 4;
		return declaredRamp(context, variable, fact, { from: lower + quarter, to: upper - quarter }, boundary);
	}
	context.margins.push({
		place: `variable ${variable.name}`,
		what: `gap between numbers on both sides of ${boundary}`,
		needs: errorsAt(fact, attained),
		has: attained.to - attained.from,
	});
	return found;
}

function gapAround(fact: NumericFact, boundary: number, distance: number): Gap | undefined {
	const near = neighbours(fact.attainable, boundary);
	if (near === undefined) return undefined;
	const from = near.below === -Infinity ? Math.min(boundary, near.above) - distance / 2 : near.below;
	const to = near.above === Infinity ? Math.max(boundary, near.below) + distance / 2 : near.above;
	return { from, to };
}

function declaredRamp(context: Context, variable: NumericalVariable, fact: NumericFact, gap: Gap, boundary: number): Ramp {
	const needs = errorsAt(fact, gap);
	const has = gap.to - gap.from;
	const place = `variable ${variable.name}`;
	const { dtype } = context.precision;
	const found = rampIn(context, fact, gap);
	if (found === undefined) {
		context.problems.push(
			problem('ALTA4003', {
				what: `Variable ${variable.name} cannot be read in ${dtype}: numbers on both sides of ${boundary} are not told apart.`,
				where: [`program ${context.program.name}`, place],
				why: `The weights' numbers can be off by ${(needs / 2).toPrecision(2)}, but the two buckets are only ${(2 * has).toPrecision(2)} apart${lengthNote(context)}.`,
				fix: `Space the values of ${variable.name} further apart, shorten the longest input${orCompileFor(dtype)}.`,
			}),
		);
		// If that is overridden, the ramp is as good as it can be.
		return steepest(context, fact, (gap.from + gap.to) / 2);
	}
	context.margins.push({ place, what: `half the distance of the values around ${boundary}`, needs, has });
	context.conditions.add(`${variable.name} stays within a quarter of the distance to its neighbours of one of its values`);
	return found;
}

function lengthNote(context: Context): string {
	return context.maxLength === undefined ? '' : ` (inputs of up to ${context.maxLength} positions)`;
}

/** The ramp that rises within a gap; undefined where errors leave nothing of it, or so little that products with the scale overflow. */
function rampIn(context: Context, fact: NumericFact, gap: Gap): Ramp | undefined {
	const found = thresholdIn(context, fact, gap);
	if (found === undefined) return undefined;
	const scale = powerOfTwo(1 / (found.above - found.threshold));
	return scale <= largestScale(context, fact) ? { scale, bias: -scale * found.threshold } : undefined;
}

/** The steepest ramp that does not overflow. */
function steepest(context: Context, fact: NumericFact, middle: number): Ramp {
	const scale = largestScale(context, fact);
	return { scale, bias: -scale * floorTo(context.precision, middle) };
}

function largestScale({ precision }: Context, fact: NumericFact): number {
	const largest = magnitude(fact.attainable);
	const limit = precision.finite / Math.max(largest + errorAt(fact, largest), 1);
	return limit > 0 ? 2 ** Math.floor(Math.log2(limit)) : 1;
}
