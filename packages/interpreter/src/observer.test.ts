import { bucketOf, type Columns, domainIndex, type Program, type Trace, type Value, type Variable } from '@alta-ts/core';
import { arbitraryInput, arbitraryProgram } from '@alta-ts/core/testing';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInterpreter } from './create-interpreter.js';
import { evaluate } from './evaluate.js';
import { transientOutputs } from './observer.js';
import type { Run, RunOptions } from './run.js';

interface Heard {
	readonly fired: readonly string[];
	readonly held: readonly string[];
}

/** What an observer of some runs hears, each thing once. */
function heard(watch: (options: RunOptions) => void): Heard {
	const fired = new Set<string>();
	const held = new Set<string>();
	watch({
		observer: {
			fired: (stage, layer, update, row) => fired.add([stage, layer, update, row].join('.')),
			held: (variable, value) => held.add(`${variable}=${value}`),
			missing: (variable) => held.add(`${variable} undefined`),
		},
	});
	return { fired: [...fired].sort(), held: [...held].sort() };
}

/** The same, read off traces. */
function traced(program: Program, traces: readonly Trace[]): Heard {
	const layers = traces.flatMap((trace) => trace.layers);
	const states = [...traces.map((trace) => trace.initial), ...layers.flatMap((layer) => [layer.afterAttention, layer.afterUpdates])];
	const fired = layers.flatMap(({ stage, layer, fired: rows }) => rows.map(({ update, row }) => [stage, layer, update, row].join('.')));
	const held = program.variables.flatMap((variable, index) =>
		states.flatMap((state) => (state[variable.name] ?? []).flatMap((value) => indexOf(variable, value).map((at) => `${index}=${at}`))),
	);
	const transient = transientOutputs(program);
	const found = [
		...layers.flatMap(({ stage, layer, afterAttention }) =>
			(program.stages[stage]?.layers[layer]?.heads ?? []).flatMap(({ output }) => missingIn(program, afterAttention, output)),
		),
		...[...traces.map((trace) => trace.initial), ...layers.map((layer) => layer.afterUpdates)].flatMap((state) =>
			program.variables.flatMap(({ name }) => (transient.has(name) ? [] : missingIn(program, state, name))),
		),
	];
	return { fired: [...new Set(fired)].sort(), held: [...new Set([...held, ...found])].sort() };
}

function missingIn({ variables }: Program, state: Columns, name: string): readonly string[] {
	return (state[name] ?? []).includes(undefined) ? [`${variables.findIndex((each) => each.name === name)} undefined`] : [];
}

function indexOf(variable: Variable, value: Value): readonly number[] {
	if (value === undefined || variable.values === undefined) return [];
	return [variable.kind === 'numerical' && typeof value === 'number' ? bucketOf(variable.values, value) : domainIndex(variable, value)];
}

function traceOf({ trace }: Run): readonly Trace[] {
	return trace === undefined ? [] : [trace];
}

const programs = arbitraryProgram();
const programAndInputs = programs.chain((program) => fc.tuple(fc.constant(program), fc.array(arbitraryInput(program), { maxLength: 3 })));

describe('an observer', () => {
	test('hears of both evaluators what the trace of the plain one shows', () => {
		fc.assert(
			fc.property(programAndInputs, fc.nat(5), fc.boolean(), ([program, inputs], maxLayers, trace) => {
				const expected = traced(
					program,
					inputs.flatMap((tokens) => traceOf(evaluate(program, tokens, { maxLayers, trace: true }))),
				);
				const plain = heard((options) => {
					for (const tokens of inputs) evaluate(program, tokens, { ...options, maxLayers });
				});
				const fast = heard((options) => createInterpreter(program).runBatch(inputs, { ...options, maxLayers, trace }));
				expect(plain).toEqual(expected);
				expect(fast).toEqual(expected);
			}),
			{ numRuns: 400 },
		);
	});
});
