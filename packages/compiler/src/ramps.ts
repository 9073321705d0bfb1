import type { NumericalVariable } from '@alta-ts/core';
import { problem } from '@alta-ts/diagnostics';
import { neighbours } from './attainable.js';
import type { Context } from './context.js';
import type { NumericFact } from './numeric-facts.js';
import { ROOM, readError } from './read-error.js';

/** min(1, max(0, scale · x + bias)): 0 up to a boundary between two buckets and 1 beyond it, for every number that can occur. */
export interface Ramp {
	readonly scale: number;
	readonly bias: number;
}

/** Where a ramp rises: 0 up to `from`, 1 from `to` on. */
interface Rise {
	readonly from: number;
	readonly to: number;
}

/**
 * The ramp between bucket `index − 1` and bucket `index` of a numerical variable.
 *
 * It rises between the two attainable numbers on either side of the boundary. Where every number is attainable, or those two are too close
 * for the arithmetic, it rises in the middle half between the two bucket centres, and the guarantee becomes conditional on the number being
 * near one of them. Where even these are too close, the program is refused (ALTA4003).
 */
export function rampBefore(context: Context, variable: NumericalVariable, index: number): Ramp {
	const fact = context.facts.get(variable.name);
	const [lower, upper] = [variable.values?.[index - 1], variable.values?.[index]];
	if (fact === undefined || lower === undefined || upper === undefined) throw new Error(`internal: no bucket ${index} of ${variable.name}`);
	const boundary = (lower + upper) / 2;
	const attained = riseBetween(fact, boundary, upper - lower);
	const error = attained === undefined ? 0 : riseError(context, fact, attained);
	if (attained !== undefined && attained.to - attained.from >= ROOM * error) {
		context.margins.push({
			place: `variable ${variable.name}`,
			what: `gap between numbers on both sides of ${boundary}`,
			needs: ROOM * error,
			has: attained.to - attained.from,
		});
		return ramp(attained, error);
	}
	const quarter = (upper - lower) / 4;
	return declaredRamp(context, variable, fact, { from: lower + quarter, to: upper - quarter }, boundary);
}

function riseBetween(fact: NumericFact, boundary: number, gap: number): Rise | undefined {
	const near = neighbours(fact.attainable, boundary);
	if (near === undefined) return undefined;
	const from = near.below === -Infinity ? Math.min(boundary, near.above) - gap / 2 : near.below;
	const to = near.above === Infinity ? Math.max(boundary, near.below) + gap / 2 : near.above;
	return { from, to };
}

function declaredRamp(context: Context, variable: NumericalVariable, fact: NumericFact, rise: Rise, boundary: number): Ramp {
	const error = riseError(context, fact, rise);
	const has = rise.to - rise.from;
	const place = `variable ${variable.name}`;
	if (!(has >= ROOM * error)) {
		context.problems.push(
			problem('ALTA4003', {
				what: `Variable ${variable.name} cannot be read in ${context.precision.dtype}: numbers on both sides of ${boundary} are not told apart.`,
				where: [`program ${context.program.name}`, place],
				why: `The weights' number can be off by ${error.toPrecision(2)}, but the two buckets are only ${(2 * has).toPrecision(2)} apart${lengthNote(context)}.`,
				fix: `Space the values of ${variable.name} further apart, ${context.precision.dtype === 'f32' ? 'compile for f64, ' : ''}or shorten the longest input.`,
			}),
		);
		return { scale: 0, bias: 0 };
	}
	context.margins.push({ place, what: `half the distance of the values around ${boundary}`, needs: ROOM * error, has });
	context.conditions.add(`${variable.name} stays within a quarter of the distance to its neighbours of one of its values`);
	return ramp(rise, error);
}

function lengthNote(context: Context): string {
	return context.maxLength === undefined ? '' : ` (inputs of up to ${context.maxLength} positions)`;
}

function riseError(context: Context, fact: NumericFact, { from, to }: Rise): number {
	return readError(context, fact, Math.max(Math.abs(from), Math.abs(to)));
}

function ramp(rise: Rise, error: number): Ramp {
	const scale = 1 / (rise.to - rise.from - 2 * error);
	return { scale, bias: -scale * (rise.from + error) };
}
