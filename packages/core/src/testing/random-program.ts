import * as fc from 'fast-check';
import { initialValues } from '../initial-values.js';
import {
	type Head,
	type Layer,
	type Output,
	PROGRAM_FORMAT,
	type Program,
	type ReadoutTerm,
	type Repeat,
	type Stage,
	type Value,
	type Variable,
} from '../program.js';
import { type Choices, choicesFrom } from './choices.js';
import { randomHead, randomUpdates } from './random-layer.js';
import { type Feature, randomVariable, type Setting } from './random-variable.js';

/** Options of {@link arbitraryProgram}. */
export interface ProgramOptions {
	/** Parts of the language that the programs do without; none by default. */
	readonly without?: readonly Feature[];
}

/**
 * Small valid programs of every shape: at most five variables of three values, three heads, two stages of two layers.
 *
 * `validateProgram` finds no error in them, though often a warning. Every run ends: a stage makes at most three passes, unless its
 * condition holds from the start. The numbers in a program are small integers, so that sums stay small; only means are fractions.
 */
export function arbitraryProgram(options: ProgramOptions = {}): fc.Arbitrary<Program> {
	const without = new Set(options.without);
	return fc.array(fc.nat(9999), { maxLength: 300, size: 'max' }).map((numbers) => randomProgram(choicesFrom(numbers), without));
}

/** Inputs of a program: 0 to 8 of its tokens, and no more than it has positions. */
export function arbitraryInput(program: Program): fc.Arbitrary<string[]> {
	return fc.array(fc.constantFrom(...program.input.tokens), { maxLength: Math.min(8, program.positions ?? 8), size: 'max' });
}

function randomProgram(choices: Choices, without: ReadonlySet<Feature>): Program {
	const tokens = ['a', 'b', 'c', 'd'].slice(0, 1 + choices.below(4));
	const positions = !without.has('positions') && choices.chance(40) ? 1 + choices.below(8) : undefined;
	const setting: Setting = { choices, without, tokens, positions };
	const writable = Array.from({ length: 1 + choices.below(3) }, (_, index) => randomVariable(setting, `x${index}`));
	const variables = [...writable];
	const kept: Variable[] = [];
	const sums = new Set<string>();
	const stages: Stage[] = [];
	const most = without.has('stages') ? 1 : 2;
	let heads = Math.min(3, 5 - writable.length);
	for (let stage = choices.below(most) + 1; stage > 0; stage--) {
		const layers: Layer[] = [];
		for (let layer = choices.below(most) + 1; layer > 0; layer--) {
			const own: Head[] = [];
			const readable = [...writable, ...kept];
			for (let count = choices.below(heads + 1); count > 0; count--) {
				const { head, output } = randomHead(setting, `y${variables.length}`, [...writable, ...kept]);
				own.push(head);
				variables.push(output);
				readable.push(output);
				if (head.keep) kept.push(output);
				if (head.combine === 'sum' || sums.has(head.value)) sums.add(head.output);
				heads -= 1;
			}
			layers.push({ heads: own, updates: randomUpdates(setting, { writable, readable, sums }) });
		}
		stages.push({ layers, repeat: randomRepeat(setting, writable, [...stages.flatMap((each) => each.layers), ...layers]) });
	}
	return {
		format: PROGRAM_FORMAT,
		name: choices.from(['random', 'a "quoted" näme', 'λ']),
		input: { tokens },
		...(positions === undefined ? {} : { positions }),
		variables,
		stages,
		output: randomOutput(setting, variables),
	};
}

/** At most three passes, except where the condition is about a variable that is the same everywhere and is never written. */
function randomRepeat({ choices, without }: Setting, writable: readonly Variable[], layers: readonly Layer[]): Repeat {
	if (without.has('until') || !choices.chance(45)) return 1 + choices.below(3);
	const variable = choices.from(writable);
	const updates = layers.flatMap((layer) => layer.updates).filter((update) => update.writes === variable.name);
	const initial = initialValues(variable.init);
	const written = updates.flatMap((update) => ('linear' in update ? [] : update.rows.map((row) => row.value)));
	const until = { variable: variable.name, equals: choices.from([...initial, ...written]) };
	const constant = initial.length === 1 && updates.length === 0;
	return constant && choices.chance(50) ? { until } : { until, atMost: 1 + choices.below(3) };
}

function randomOutput({ choices, without, positions = 3 }: Setting, variables: readonly Variable[]): Output {
	if (without.has('readout') || !choices.chance(25)) return { variable: choices.from(variables).name };
	const classes = ['no', 'yes', 2].slice(0, 1 + choices.below(3));
	const weights = (): readonly number[] => classes.map(() => choices.from([0, 1, -1, 2, 0.5]));
	const terms = choices.some(variables).flatMap((variable): readonly ReadoutTerm[] => {
		if (variable.kind === 'numerical') return [{ variable: variable.name, weights: weights() }];
		return choices
			.some<Exclude<Value, undefined>>(variable.values)
			.map((value) => ({ variable: variable.name, value, weights: weights() }));
	});
	return { classes, bias: weights(), terms, pool: choices.from(['none', 'mean', { position: choices.below(Math.min(3, positions)) }]) };
}
