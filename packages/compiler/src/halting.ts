import type { Condition } from '@alta-ts/core';
import type { Problem } from '@alta-ts/diagnostics';
import { problem } from '@alta-ts/diagnostics';
import type { HaltingConfig } from '@alta-ts/model';
import type { Affine } from './affine.js';
import { constant, scaled, sum, term } from './affine.js';
import type { Context } from './context.js';
import { encoding } from './encoding.js';
import { definedCoordinate } from './layout-pass.js';
import { matrix, vector } from './matrix.js';
import type { Attainable } from './numbers/attainable.js';
import { negated, neighbours } from './numbers/attainable.js';
import { errorAt, type NumericFact } from './numbers/numeric-error.js';
import { ceilTo, floorTo } from './numbers/rounding.js';
import { errorsAt, type Gap, thresholdIn } from './numbers/threshold.js';

/** Makes the halting test of a stage: sums of coordinates that are all positive where the condition holds. */
export function buildHalting(context: Context, name: string, condition: Condition, path: readonly string[]): HaltingConfig {
	const tests = testsOf(context, condition);
	const source = context.sources.of([...path, 'until', `variable ${condition.variable}`]);
	const weight = matrix(context, context.layout.width, tests.length);
	const sink = context.standard?.sink;
	tests.forEach((test, column) => {
		for (const [coordinate, value] of test.terms) weight.add(coordinate, column, value, source);
		// At the sink, where all else is zero, every test holds.
		if (sink !== undefined && test.bias <= 0) weight.add(sink, column, 1 - test.bias, source);
	});
	context.tensors[`${name}.weight`] = weight.build();
	context.tensors[`${name}.bias`] = vector(
		context,
		tests.map((test) => test.bias),
		source,
	);
	return { name };
}

function testsOf(context: Context, { variable, equals }: Condition): readonly Affine[] {
	const block = context.layout.block(variable);
	const defined = definedCoordinate(block);
	if (equals === undefined) {
		if (!context.nullable.has(variable)) return [constant(-1)];
		const any = defined === undefined ? Array.from({ length: block.width }, (_, i) => block.start + i) : [defined];
		return [sum(constant(1 / 2), ...any.map((coordinate) => term(coordinate, -1)))];
	}
	if (block.kind === 'numerical') {
		const isDefined = defined === undefined ? [] : [sum(term(defined), constant(-1 / 2))];
		return [...numberTests(context, variable, Number(equals), block.start), ...isDefined];
	}
	const on = encoding(block, equals);
	const off = Array.from({ length: block.width }, (_, i) => block.start + i).filter(
		(coordinate) => block.kind === 'set' && !on.has(coordinate),
	);
	return [
		sum(
			...[...on.keys()].map((coordinate) => term(coordinate)),
			...off.map((coordinate) => term(coordinate, -1)),
			constant(1 / 2 - on.size),
		),
	];
}

/**
 * Two tests: the number is not below the value, and not above it. They decide between it and the nearest attainable numbers; where every number
 * is attainable, or those are too close for the arithmetic, the guarantee becomes conditional on the number not being that close.
 */
function numberTests(context: Context, variable: string, value: number, coordinate: number): readonly Affine[] {
	const fact = context.facts.get(variable);
	if (fact === undefined) throw new Error(`internal: ${variable} is not a number`);
	const [below, above] = nearestOthers(fact.attainable, value);
	const gaps = [
		{ from: Math.max(below, value - 1), to: value },
		{ from: value, to: Math.min(above, value + 1) },
	] as const;
	const [under, over] = [thresholdIn(context, fact, gaps[0]), thresholdAbove(context, fact, gaps[1])];
	if (under !== undefined && over !== undefined) {
		for (const gap of gaps)
			context.margins.push({
				place: `variable ${variable}`,
				what: `gap between ${value} and other numbers, when halting is tested`,
				needs: errorsAt(fact, gap),
				has: gap.to - gap.from,
			});
		return between(coordinate, under.threshold, over);
	}
	const { epsilon, smallest } = context.precision;
	const slack = 2 * Math.max(errorAt(fact, value) + epsilon * Math.abs(value), smallest);
	if (!Number.isFinite(slack)) {
		context.problems.push(unboundedNumber(context, variable));
		return [];
	}
	context.conditions.add(
		`${variable} is either exactly ${value} or further from it than ${(2 * slack).toPrecision(2)}, when halting is tested`,
	);
	return between(coordinate, floorTo(context.precision, value - slack), ceilTo(context.precision, value + slack));
}

function unboundedNumber({ program, precision }: Context, variable: string): Problem {
	return problem('ALTA4004', {
		what: `Halting asks for a value of ${variable}, which can be off by any amount in ${precision.dtype}.`,
		where: [`program ${program.name}`, `variable ${variable}`],
		why: 'It is computed in a loop that may go on for ever, and grows or is rounded in every pass.',
		fix: `Give the loop \`atMost\`, or write ${variable} from a table.`,
	});
}

/** The number lies strictly between two numbers of the dtype, so that the sums that tell have the right sign however they are rounded. */
function between(coordinate: number, under: number, over: number): readonly Affine[] {
	return [sum(term(coordinate), constant(-under)), sum(scaled(term(coordinate), -1), constant(over))];
}

/** A threshold that the lower number of the gap is below and the upper one not: that of the gap with both signs turned. */
function thresholdAbove(context: Context, fact: NumericFact, { from, to }: Gap): number | undefined {
	const turned = thresholdIn(context, fact, { from: -to, to: -from });
	return turned === undefined ? undefined : -turned.threshold;
}

/** The nearest other attainable numbers, or the value itself where every number is attainable. */
function nearestOthers(set: Attainable, value: number): readonly [below: number, above: number] {
	const above = neighbours(set, value)?.above ?? value;
	const below = neighbours(negated(set), -value)?.above ?? -value;
	return [-below, above];
}
