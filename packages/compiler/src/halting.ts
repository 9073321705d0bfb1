import type { Condition } from '@alta-ts/core';
import type { HaltingConfig } from '@alta-ts/model';
import type { Affine } from './affine.js';
import { constant, scaled, sum, term } from './affine.js';
import type { Attainable } from './attainable.js';
import { negated, neighbours } from './attainable.js';
import type { Context } from './context.js';
import { encoding } from './encoding.js';
import { definedCoordinate } from './layout-pass.js';
import { matrix, vector } from './matrix.js';
import { ROOM, readError } from './read-error.js';

/** Makes the halting test of a stage: sums of coordinates that are all positive where the condition holds. */
export function buildHalting(context: Context, name: string, condition: Condition, path: readonly string[]): HaltingConfig {
	const tests = testsOf(context, condition);
	const source = context.sources.of([...path, 'until', `variable ${condition.variable}`]);
	const weight = matrix(context, context.layout.width, tests.length);
	tests.forEach((test, column) => {
		for (const [coordinate, value] of test.terms) weight.add(coordinate, column, value, source);
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
 * Two tests: the number is not below the value, and not above it. They decide halfway to the nearest attainable numbers; where every number
 * is attainable, or those are too close for the arithmetic, the guarantee becomes conditional on the number not being that close.
 */
function numberTests(context: Context, variable: string, value: number, coordinate: number): readonly Affine[] {
	const fact = context.facts.get(variable);
	if (fact === undefined) throw new Error(`internal: ${variable} is not a number`);
	const room = distanceToOthers(fact.attainable, value);
	const error = readError(context, fact, Math.abs(value));
	const isFar = room >= ROOM * error;
	const slack = isFar ? (room === Infinity ? 1 / 2 + 2 * error : room / 2) : 2 * error;
	if (isFar && room < Infinity)
		context.margins.push({
			place: `variable ${variable}`,
			what: `gap between ${value} and other numbers, when halting is tested`,
			needs: ROOM * error,
			has: room,
		});
	if (!isFar)
		context.conditions.add(
			`${variable} is either exactly ${value} or further from it than ${(2 * slack).toPrecision(2)}, when halting is tested`,
		);
	return [sum(term(coordinate), constant(slack - value)), sum(scaled(term(coordinate), -1), constant(slack + value))];
}

/** How far the nearest other attainable number is; 0 where every number is attainable. */
function distanceToOthers(set: Attainable, value: number): number {
	const above = neighbours(set, value)?.above ?? value;
	const below = neighbours(negated(set), -value)?.above ?? -value;
	return Math.min(above - value, below + value);
}
