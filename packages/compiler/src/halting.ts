import type { Condition } from '@alta-ts/core';
import type { HaltingConfig } from '@alta-ts/model';
import type { Affine } from './affine.js';
import { constant, scaled, sum, term } from './affine.js';
import { neighbours } from './attainable.js';
import type { Context } from './context.js';
import { encoding } from './encoding.js';
import { definedCoordinate } from './layout-pass.js';
import { matrix, vector } from './matrix.js';

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

/** Two tests: the number is above everything attainable below, and below everything attainable above. */
function numberTests(context: Context, variable: string, value: number, coordinate: number): readonly Affine[] {
	const fact = context.facts.get(variable);
	const near = fact === undefined ? undefined : neighbours(fact.attainable, value);
	const below =
		fact === undefined
			? undefined
			: neighbours(fact.attainable, Math.max(-Number.MAX_VALUE, value - Math.abs(value) * 2 ** -52 - Number.MIN_VALUE));
	const room = Math.min(near === undefined ? 0 : near.above - value, below === undefined ? 0 : value - below.below);
	const tolerance = room === Infinity ? 1 / 2 : room / 2;
	if (tolerance <= 0)
		context.conditions.add(`${variable} is either exactly ${value} or further from it than rounding, when halting is tested`);
	const slack = tolerance > 0 ? tolerance : Math.max(1, Math.abs(value)) * context.precision.epsilon * 16;
	return [sum(term(coordinate), constant(slack - value)), sum(scaled(term(coordinate), -1), constant(slack + value))];
}
