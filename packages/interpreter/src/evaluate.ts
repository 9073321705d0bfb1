import {
	bucketOf,
	type Columns,
	type Condition,
	domainIndex,
	type FiredRow,
	type Layer,
	type LayerTrace,
	type LeftOut,
	type LinearUpdate,
	type Program,
	type Row,
	sameValue,
	type TableUpdate,
	type Value,
	type Variable,
} from '@alta-ts/core';
import { attend } from './attend.js';
import { type Observer, transientOutputs } from './observer.js';
import { readOut } from './read-out.js';
import type { Run, RunOptions } from './run.js';
import { makeSchedule, runSchedule } from './schedule.js';
import { column, type State } from './state.js';
import { tokenIds, vocabularyOf } from './token-ids.js';

/**
 * Runs a program on one input. This plain evaluator *defines* what a program means; every other engine must agree with it.
 *
 * All heads of a layer see the state before the layer; all updates see the state after the heads; then the outputs of heads
 * that do not keep them become undefined. Stages follow each other as {@link makeSchedule} says.
 *
 * @param program a valid program (see `checkProgram`)
 * @param tokens any number of tokens of its vocabulary, none included, up to its `positions`
 * @throws AltaError for unknown tokens (ALTA2001), too long an input (ALTA2002) and impossible options (ALTA2003, ALTA2004)
 *
 * @example
 * ```ts
 * import { evaluate } from '@alta-ts/interpreter';
 * const program = {
 *   format: 'alta-program/1', name: 'left-neighbour', input: { tokens: ['a', 'b'] },
 *   variables: [
 *     { name: 'token', kind: 'categorical', values: ['a', 'b'], init: { byToken: ['a', 'b'] } },
 *     { name: 'left', kind: 'categorical', values: ['a', 'b'], init: { constant: undefined } },
 *   ],
 *   stages: [{
 *     repeat: 1,
 *     layers: [{ heads: [{ output: 'left', value: 'token', where: [{ offsets: [-1] }], combine: 'only', empty: 'undefined', keep: true }], updates: [] }],
 *   }],
 *   output: { variable: 'left' },
 * } as const;
 * evaluate(program, ['b', 'a', 'b']).output // => [undefined, 'b', 'a']
 * ```
 */
export function evaluate(program: Program, tokens: readonly string[], options: RunOptions = {}): Run {
	const schedule = makeSchedule(program, options);
	const variables = new Map(program.variables.map((variable) => [variable.name, variable]));
	let state = initialState(program, tokenIds(program, vocabularyOf(program), tokens));
	const initial = columns(state);
	const layers: LayerTrace[] = [];
	const { observer } = options;
	if (observer !== undefined) {
		tellHeld(program, state, observer);
		tellMissing(program, state, observer);
	}
	const ending = runSchedule(schedule, {
		runLayer(stage, pass, layer) {
			const code = program.stages[stage]?.layers[layer];
			if (code === undefined) return;
			const { afterAttention, afterUpdates, fired, leftOut } = runLayer(code, variables, state, tokens.length);
			if (options.trace === true) {
				layers.push({ stage, pass, layer, afterAttention: columns(afterAttention), afterUpdates: columns(afterUpdates), fired, leftOut });
			}
			state = afterUpdates;
			if (observer === undefined) return;
			for (const { update, row } of fired) observer.fired(stage, layer, update, row);
			for (const reached of [afterAttention, afterUpdates]) tellHeld(program, reached, observer);
			tellMissing(program, afterAttention, observer, code);
			tellMissing(program, afterUpdates, observer);
		},
		holds: (condition) => holds(condition, state),
	});
	return {
		tokens: [...tokens],
		...answer(program, state, tokens.length),
		...ending,
		final: columns(state),
		...(options.trace === true ? { trace: { program: program.name, tokens: [...tokens], initial, layers } } : {}),
	};
}

function initialState(program: Program, ids: readonly number[]): State {
	return new Map(
		program.variables.map(({ name, init }) => {
			const initially = (id: number, position: number): Value => {
				if ('constant' in init) return init.constant;
				return 'byToken' in init ? init.byToken[id] : init.byPosition[position];
			};
			return [name, ids.map(initially)];
		}),
	);
}

function tellHeld(program: Program, state: State, observer: Observer): void {
	for (const [index, variable] of program.variables.entries()) {
		if (variable.values === undefined) continue;
		for (const value of column(state, variable.name)) {
			if (value !== undefined) observer.held(index, domainIndex(variable, seenByTable(variable, value)));
		}
	}
}

/** Tells which variables are undefined somewhere: outputs of the heads of a layer, or without a layer all that are not erased outputs. */
function tellMissing(program: Program, state: State, observer: Observer, layer?: Layer): void {
	const transient = transientOutputs(program);
	const own = layer?.heads.map(({ output }) => output);
	for (const [index, { name }] of program.variables.entries()) {
		if (own === undefined ? transient.has(name) : !own.includes(name)) continue;
		if (column(state, name).includes(undefined)) observer.missing?.(index);
	}
}

interface LayerRun {
	readonly afterAttention: State;
	readonly afterUpdates: State;
	readonly fired: readonly FiredRow[];
	readonly leftOut: readonly LeftOut[];
}

function runLayer(layer: Layer, variables: ReadonlyMap<string, Variable>, state: State, length: number): LayerRun {
	const attended = layer.heads.map((head) => ({ head, ...attend(head, state, length) }));
	const afterAttention = new Map([...state, ...attended.map(({ head, values }) => [head.output, values] as const)]);

	const afterUpdates = new Map(afterAttention);
	const fired: FiredRow[] = [];
	for (const [index, update] of layer.updates.entries()) {
		const values = [...column(afterUpdates, update.writes)];
		for (let position = 0; position < length; position++) {
			if ('linear' in update) {
				values[position] = linearMap(update, afterAttention, position);
				continue;
			}
			const row = firingRow(update, variables, afterAttention, position);
			if (row === undefined) continue;
			values[position] = row.value;
			fired.push({ position, update: index, row: update.rows.indexOf(row) });
		}
		afterUpdates.set(update.writes, values);
	}
	for (const { head } of attended) if (!head.keep) afterUpdates.set(head.output, Array<Value>(length).fill(undefined));

	return { afterAttention, afterUpdates, fired, leftOut: attended.flatMap(({ leftOut }) => leftOut) };
}

function firingRow(update: TableUpdate, variables: ReadonlyMap<string, Variable>, state: State, position: number): Row | undefined {
	return update.rows.find((row) =>
		Object.entries(row.when).every(([name, allowed]) => {
			const value = seenByTable(variables.get(name), column(state, name)[position]);
			return allowed.some((each) => sameValue(each, value));
		}),
	);
}

/** What a table sees of a value: a number is seen as the centre of its bucket. */
function seenByTable(variable: Variable | undefined, value: Value): Value {
	if (variable?.kind !== 'numerical' || variable.values === undefined || typeof value !== 'number') return value;
	return variable.values[bucketOf(variable.values, value)];
}

function linearMap(update: LinearUpdate, state: State, position: number): number | undefined {
	let total = 0;
	for (const [name, coefficient] of Object.entries(update.linear)) {
		const value = column(state, name)[position];
		if (typeof value !== 'number') return undefined;
		total += coefficient * value;
	}
	return total + update.bias;
}

function holds(condition: Condition, state: State): boolean {
	return column(state, condition.variable).every((value) => sameValue(value, condition.equals));
}

function answer({ output }: Program, state: State, length: number): Pick<Run, 'output' | 'logits'> {
	if ('variable' in output) return { output: [...column(state, output.variable)] };
	return readOut(output, length, (variable, position) => column(state, variable)[position]);
}

function columns(state: State): Columns {
	return Object.fromEntries(state);
}
