import { type Columns, type Condition, type LayerTrace, type Program, sameValue } from '@alta-ts/core';
import { type EncodedVariable, encodeVariables } from './fast/encoded-variable.js';
import { createKeyIndexes } from './fast/key-index.js';
import { createLayerRunner } from './fast/layer-runner.js';
import {
	cellCount,
	columnOf,
	columnsOf,
	createMemory,
	load,
	type Memory,
	snapshot,
	tellHeld,
	tellMissing,
	valueAt,
} from './fast/memory.js';
import { uniformVariables } from './fast/uniform.js';
import { transientOutputs } from './observer.js';
import { readOut } from './read-out.js';
import type { Run, RunOptions } from './run.js';
import { makeSchedule, runSchedule } from './schedule.js';
import { invalidProgram } from './state.js';
import { tokenIds, vocabularyOf } from './token-ids.js';

/** A program prepared for being run many times. */
export interface Interpreter {
	readonly program: Program;
	/** Runs one input. Gives what `evaluate` gives, and throws what it throws. */
	readonly run: (tokens: readonly string[], options?: RunOptions) => Run;
	/** Runs several inputs, in order. */
	readonly runBatch: (inputs: readonly (readonly string[])[], options?: RunOptions) => readonly Run[];
}

/**
 * Prepares a program for being run fast. The results are those of `evaluate`, always.
 *
 * @param program a valid program (see `checkProgram`)
 * @throws AltaError ALTA2005 if it meets something that a valid program does not have
 *
 * @example
 * ```ts
 * import { createInterpreter } from '@alta-ts/interpreter';
 * const { runBatch } = createInterpreter({
 *   format: 'alta-program/1', name: 'count', input: { tokens: ['a', 'b'] },
 *   variables: [
 *     { name: 'token', kind: 'categorical', values: ['a', 'b'], init: { byToken: ['a', 'b'] } },
 *     { name: 'one', kind: 'numerical', init: { constant: 1 } },
 *     { name: 'count', kind: 'numerical', init: { constant: undefined } },
 *   ],
 *   stages: [{
 *     repeat: 1,
 *     layers: [{ heads: [{ output: 'count', value: 'one', where: [{ query: 'token', key: 'token', test: 'equal' }], combine: 'sum', empty: 'undefined', keep: true }], updates: [] }],
 *   }],
 *   output: { variable: 'count' },
 * });
 * runBatch([['a', 'b', 'a'], []]).map((run) => run.output) // => [[2, 1, 2], []]
 * ```
 */
export function createInterpreter(program: Program): Interpreter {
	const vocabulary = vocabularyOf(program);
	const variables = encodeVariables(program.variables, uniformVariables(program), writtenVariables(program));
	const byName = new Map(variables.map((variable) => [variable.name, variable]));
	const find = (name: string): EncodedVariable => {
		const found = byName.get(name);
		if (found === undefined) throw invalidProgram(`No variable is called "${name}".`);
		return found;
	};
	const indexes = createKeyIndexes();
	const stages = program.stages.map((stage) => stage.layers.map((layer) => createLayerRunner(layer, find, indexes)));
	const memory = createMemory(variables);
	const transient = transientOutputs(program);
	const { output } = program;
	if ('variable' in output) find(output.variable);

	function run(tokens: readonly string[], options: RunOptions = {}): Run {
		const schedule = makeSchedule(program, options);
		load(memory, tokenIds(program, vocabulary, tokens));
		indexes.expireAll();
		const trace = options.trace === true ? { program: program.name, tokens: [...tokens], initial: columnsOf(memory) } : undefined;
		const layers: LayerTrace[] = [];
		const { observer } = options;
		if (observer !== undefined) {
			for (const variable of variables) {
				tellHeld(memory, variable, observer);
				if (!transient.has(variable.name)) tellMissing(memory, variable, observer);
			}
		}
		const ending = runSchedule(schedule, {
			runLayer(stage, pass, layer) {
				const prepared = stages[stage]?.[layer];
				if (prepared === undefined) return;
				const watch = observer === undefined ? undefined : { observer, stage, layer };
				if (trace === undefined) prepared.run(memory, watch);
				else layers.push({ stage, pass, layer, ...prepared.trace(memory, watch) });
				indexes.expireChanging();
			},
			holds: (condition) => holds(condition, find(condition.variable), memory),
		});
		// Writing all variables out takes longer than many a run, and few ask for them.
		const held = snapshot(memory);
		let final: Columns | undefined;
		return {
			tokens: [...tokens],
			...answer(),
			...ending,
			get final() {
				final ??= columnsOf(held);
				return final;
			},
			...(trace === undefined ? {} : { trace: { ...trace, layers } }),
		};
	}

	function answer(): Pick<Run, 'output' | 'logits'> {
		if ('variable' in output) return { output: columnOf(memory, find(output.variable)) };
		return readOut(output, memory.length, (variable, position) => valueAt(memory, find(variable), position));
	}

	return { program, run, runBatch: (inputs, options) => inputs.map((tokens) => run(tokens, options)) };
}

/**
 * Runs a program on one input, fast; to run it on several, keep what {@link createInterpreter} makes.
 */
export function interpret(program: Program, tokens: readonly string[], options: RunOptions = {}): Run {
	return createInterpreter(program).run(tokens, options);
}

/** The variables that some head or update writes. */
function writtenVariables({ stages }: Program): ReadonlySet<string> {
	const layers = stages.flatMap((stage) => stage.layers);
	const outputs = layers.flatMap((layer) => layer.heads.map((head) => head.output));
	return new Set([...outputs, ...layers.flatMap((layer) => layer.updates.map((update) => update.writes))]);
}

function holds({ equals }: Condition, variable: EncodedVariable, memory: Memory): boolean {
	const cells = memory.length === 0 ? 0 : cellCount(memory, variable);
	for (let position = 0; position < cells; position++) if (!sameValue(valueAt(memory, variable, position), equals)) return false;
	return true;
}
