import type { Program, Update } from '@alta-ts/core';
import { initialValues } from '@alta-ts/core';
import type { Problem } from '@alta-ts/diagnostics';
import { problem, throwProblems } from '@alta-ts/diagnostics';
import { orCompileFor } from '../remedy.js';
import { magnitude } from './attainable.js';
import type { NumericFacts } from './numeric-facts.js';
import type { Precision } from './precision.js';

/** Refuses (ALTA4007) numbers of a program, and numbers it can compute, that are too large or too small for the dtype. */
export function checkNumbers(program: Program, precision: Precision, facts: NumericFacts): void {
	const written = numbersOf(program).filter(({ number }) => !isInRange(Math.abs(number), precision));
	const computed = [...facts].flatMap(([name, { attainable }]) => {
		const largest = magnitude(attainable);
		return largest > precision.largest && largest < Infinity ? [{ number: largest, where: [`variable ${name}`] }] : [];
	});
	throwProblems([...written, ...computed].map(({ number, where }) => refusal(program, precision, number, where)));
}

function isInRange(size: number, { smallest, largest }: Precision): boolean {
	return size === 0 || (size >= smallest && size <= largest);
}

function refusal(program: Program, { dtype, smallest, largest }: Precision, number: number, where: readonly string[]): Problem {
	return problem('ALTA4007', {
		what: `The number ${number} is outside the range of ${dtype}: from ${smallest.toPrecision(2)} to ${largest.toPrecision(2)} in size, or 0.`,
		where: [`program ${program.name}`, ...where],
		why: 'Beyond that, scales and products would overflow or vanish.',
		fix: `Scale the numbers of the program${orCompileFor(dtype)}.`,
	});
}

interface Place {
	readonly number: number;
	readonly where: readonly string[];
}

/** Every number that becomes a weight, but for what categorical variables are called. */
function numbersOf({ variables, stages, output }: Program): readonly Place[] {
	const numerical = new Set(variables.flatMap(({ name, kind }) => (kind === 'numerical' ? [name] : [])));
	const held = (variable: string, values: readonly unknown[], where: readonly string[]): readonly Place[] =>
		numerical.has(variable) ? places(values, where) : [];
	const ofUpdate = (update: Update, where: readonly string[]): readonly Place[] =>
		'rows' in update
			? held(
					update.writes,
					update.rows.map(({ value }) => value),
					where,
				)
			: places([...Object.values(update.linear), update.bias], where);
	return [
		...variables.flatMap((variable) =>
			held(variable.name, [...initialValues(variable.init), ...(variable.values ?? [])], [`variable ${variable.name}`]),
		),
		...stages.flatMap(({ layers, repeat }, stage) => [
			...(typeof repeat === 'number' ? [] : held(repeat.until.variable, [repeat.until.equals], [`stage ${stage}`, 'until'])),
			...layers.flatMap(({ heads, updates }, layer) => [
				...heads.flatMap(({ output: name, empty }) =>
					typeof empty === 'object' && 'constant' in empty
						? held(name, [empty.constant], [`stage ${stage}`, `layer ${layer}`, `head ${name}`])
						: [],
				),
				...updates.flatMap((update, index) =>
					ofUpdate(update, [`stage ${stage}`, `layer ${layer}`, `update ${index} (writes ${update.writes})`]),
				),
			]),
		]),
		...('classes' in output ? places([...output.bias, ...output.terms.flatMap((term) => term.weights)], ['output']) : []),
	];
}

function places(values: readonly unknown[], where: readonly string[]): readonly Place[] {
	return values.flatMap((number) => (typeof number === 'number' ? [{ number, where }] : []));
}
