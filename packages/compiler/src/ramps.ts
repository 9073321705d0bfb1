import type { NumericalVariable } from '@alta-ts/core';
import { problem } from '@alta-ts/diagnostics';
import { magnitude, neighbours } from './attainable.js';
import type { Context } from './context.js';
import { errorAt } from './numeric-error.js';
import type { NumericFact } from './numeric-facts.js';
import { powerOfTwo } from './precision.js';
import { orCompileFor } from './remedy.js';
import { errorsAt, type Gap, type Threshold, thresholdIn } from './threshold.js';

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
	const threshold = attained === undefined ? undefined : thresholdIn(context, fact, attained);
	if (attained === undefined || threshold === undefined) {
		const quarter = (upper - lower) / 4;
		return declaredRamp(context, variable, fact, { from: lower + quarter, to: upper - quarter }, boundary);
	}
	context.margins.push({
		place: `variable ${variable.name}`,
		what: `gap between numbers on both sides of ${boundary}`,
		needs: errorsAt(fact, attained),
		has: attained.to - attained.from,
	});
	return ramp(context, variable, fact, threshold);
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
	const threshold = thresholdIn(context, fact, gap);
	if (threshold === undefined) {
		context.problems.push(
			problem('ALTA4003', {
				what: `Variable ${variable.name} cannot be read in ${dtype}: numbers on both sides of ${boundary} are not told apart.`,
				where: [`program ${context.program.name}`, place],
				why: `The weights' numbers can be off by ${(needs / 2).toPrecision(2)}, but the two buckets are only ${(2 * has).toPrecision(2)} apart${lengthNote(context)}.`,
				fix: `Space the values of ${variable.name} further apart, shorten the longest input${orCompileFor(dtype)}.`,
			}),
		);
		return { scale: 0, bias: 0 };
	}
	context.margins.push({ place, what: `half the distance of the values around ${boundary}`, needs, has });
	context.conditions.add(`${variable.name} stays within a quarter of the distance to its neighbours of one of its values`);
	return ramp(context, variable, fact, threshold);
}

function lengthNote(context: Context): string {
	return context.maxLength === undefined ? '' : ` (inputs of up to ${context.maxLength} positions)`;
}

function ramp(context: Context, { name }: NumericalVariable, fact: NumericFact, { threshold, above }: Threshold): Ramp {
	const scale = powerOfTwo(1 / (above - threshold));
	const largest = magnitude(fact.attainable);
	context.margins.push({
		place: `variable ${name}`,
		what: 'size of the products that decide between numbers',
		needs: 2 * scale * (largest + errorAt(fact, largest)),
		has: context.precision.finite,
	});
	return { scale, bias: -scale * threshold };
}
