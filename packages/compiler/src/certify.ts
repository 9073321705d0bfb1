import type { Problem } from '@alta-ts/diagnostics';
import { problem } from '@alta-ts/diagnostics';
import type { Certificate, Margin } from '@alta-ts/model';
import type { Context } from './context.js';
import { magnitude } from './numbers/attainable.js';
import { errorAt } from './numbers/numeric-error.js';
import { roundings } from './numbers/rounding.js';
import { orCompileFor } from './remedy.js';

/** Rounding of a coordinate that holds 0 or 1, on a backend that divides and exponentiates with a few units of error; one more for each key that is added up. */
const BINARY_ERROR = 16;

/** Refusals because of the dtype, which can be overridden. */
const PRECISION_CODES: ReadonlySet<string> = new Set(['ALTA4003', 'ALTA4007']);

/**
 * States what is guaranteed, from the margins the passes left behind; refuses (ALTA4007) where one is not met.
 *
 * Exactness itself needs no margin: keys that are not selected get a weight of exactly zero (their scores are a separation below), conditions are
 * decided by units that are exactly 0 or 1, and what is written comes from these.
 *
 * @param allowInexact whether refusals because of the dtype become reasons why nothing is guaranteed.
 */
export function certify(context: Context, allowInexact: boolean): Certificate {
	const margins = tightestPerPlace(context.margins);
	for (const margin of margins) if (!(margin.needs <= margin.has)) context.problems.push(refusal(context, margin));
	const stated = { maxLength: context.maxLength ?? null, dtype: context.precision.dtype, margins };
	const error = tolerance(context);
	const reasons = allowInexact ? takeReasons(context.problems) : [];
	if (reasons.length > 0) return { guarantee: 'none', reasons, ...stated, conditions: [], tolerance: Math.min(error, 1) };
	return {
		guarantee: context.conditions.size === 0 ? 'exact' : 'conditional',
		...stated,
		conditions: [...context.conditions],
		tolerance: error,
	};
}

/** Takes the refusals because of the dtype out of the problems: what each of them says, once. */
function takeReasons(problems: Problem[]): readonly string[] {
	const taken = problems.filter(({ code }) => PRECISION_CODES.has(code));
	const others = problems.filter(({ code }) => !PRECISION_CODES.has(code));
	problems.splice(0, problems.length, ...others);
	const first = new Map<string, string>();
	for (const { code, where, what } of taken) {
		const kind = [code, ...where, what.replace(/[\d.e+-]+/g, '')].join();
		if (!first.has(kind)) first.set(kind, what);
	}
	return [...first.values()];
}

function refusal(context: Context, margin: Margin): Problem {
	return problem('ALTA4007', {
		what: `${context.precision.dtype} is too coarse for ${margin.place}: it has ${margin.has}, and needs ${margin.needs} (${margin.what}).`,
		where: [`program ${context.program.name}`, margin.place],
		why: 'Beyond that, results would be rounded and could silently be wrong.',
		fix: `Shorten the longest input${orCompileFor(context.precision.dtype)}.`,
	});
}

/** One margin a place and kind, the tightest; those with the least room first. */
function tightestPerPlace(margins: readonly Margin[]): readonly Margin[] {
	const tightest = new Map<string, Margin>();
	for (const margin of margins) {
		const key = `${margin.place} ${margin.what.replace(/-?\d+(\.\d+)?(e-?\d+)?/, '')}`;
		const known = tightest.get(key);
		if (known === undefined || room(margin) < room(known)) tightest.set(key, margin);
	}
	return [...tightest.values()]
		.sort((a, b) => room(a) - room(b))
		.map((margin) => ({ ...margin, needs: Math.min(margin.needs, Number.MAX_VALUE) }));
}

function room(margin: Margin): number {
	return margin.has / margin.needs;
}

function tolerance(context: Context): number {
	const errors = [...context.facts].map(([name, fact]) => {
		const error = errorAt(fact, magnitude(fact.attainable));
		if (error === Infinity && magnitude(fact.attainable) < Infinity) context.problems.push(unboundedError(context, name));
		return error;
	});
	return Math.max(2 * roundings(context.precision, BINARY_ERROR + (context.maxLength ?? 0)), ...errors.map((error) => 2 * error));
}

function unboundedError(context: Context, name: string): Problem {
	return problem('ALTA4004', {
		what: `The error of variable ${name} has no bound in ${context.precision.dtype}.`,
		where: [`program ${context.program.name}`, `variable ${name}`],
		why: 'It is computed from itself in a loop that may go on for ever, and every pass rounds it once more.',
		fix: `Give the loop \`atMost\`, or write ${name} from a table.`,
	});
}
