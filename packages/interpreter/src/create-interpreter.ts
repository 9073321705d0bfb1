import { type Columns, type LayerTrace, type Program, shapeProblem } from '@alta-ts/core';
import { AltaError } from '@alta-ts/diagnostics';
import { createEngine } from './fast/engine.js';
import { columnOf, columnsOf, snapshot, valueAt } from './fast/memory.js';
import { readOut } from './read-out.js';
import type { Run, RunOptions } from './run.js';
import { makeSchedule, runSchedule } from './schedule.js';

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
	const shape = shapeProblem(program);
	if (shape !== undefined) throw new AltaError(shape);
	const engine = createEngine(program);
	const { memory, find } = engine;
	const { output } = program;
	if ('variable' in output) find(output.variable);

	function run(tokens: readonly string[], options: RunOptions = {}): Run {
		const schedule = makeSchedule(program, options);
		engine.start(tokens, options.observer);
		const trace = options.trace === true ? { program: program.name, tokens: [...tokens], initial: columnsOf(memory) } : undefined;
		const layers: LayerTrace[] = [];
		const tracing = {
			...engine,
			runLayer: (...place: Parameters<typeof engine.traceLayer>) => void layers.push(engine.traceLayer(...place)),
		};
		const ending = runSchedule(schedule, trace === undefined ? engine : tracing);
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
