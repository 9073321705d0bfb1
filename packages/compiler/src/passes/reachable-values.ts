import type { Layer, LinearUpdate, Program, Row, TableUpdate, Update, Value, Variable } from '@alta-ts/core';
import { domainIndex, initialValues } from '@alta-ts/core';
import { headResult } from './head-result.js';
import type { RunLimits } from './pass.js';
import { type Arrivals, type Cell, createCell } from './reachable-cell.js';

/** An upper bound on what variables can hold: on any input, for any number of layers. */
export interface ReachableValues {
	/** What a variable can hold before the first layer and between layers. */
	held(variable: string): Arrivals;
	/** What a variable can hold when the tables of a layer read it: the heads of the layer have run by then. */
	read(layer: Layer, variable: string): Arrivals;
	/** Whether a variable can hold the value with a domain index at any time. */
	occurs(variable: string, index: number): boolean;
	/** Whether every read of a row can have a value that the row asks for. */
	canFire(layer: Layer, row: Row): boolean;
}

/**
 * Follows initial values through heads and tables to a fixed point. A step takes what all earlier steps found, in all layers at once, so that
 * the order of layers and how often they run do not matter.
 */
export function reachableValues(program: Program, limits: RunLimits = {}): ReachableValues {
	const { variables, stages } = program;
	const layers = stages.flatMap((stage) => stage.layers);
	const outputs = new Map(layers.map((layer) => [layer, new Set(layer.heads.map((head) => head.output))]));
	const transient = new Set(layers.flatMap((layer) => layer.heads.filter((head) => !head.keep).map((head) => head.output)));
	const limited = (variable: Variable): Cell => createCell(variable, (value) => limits.occurs?.(variable.name, value) ?? true);
	const held = new Map(variables.map((each) => [each.name, transient.has(each.name) ? createCell(each) : limited(each)]));
	const results = new Map(variables.map((each) => [each.name, limited(each)]));
	const heldCell = (name: string): Cell => known(held, name);
	const readCell = (layer: Layer, name: string): Cell => known(outputs.get(layer)?.has(name) === true ? results : held, name);

	for (const { name, init } of variables) for (const value of initialValues(init)) heldCell(name).add(value, 0);
	const updates = layers.flatMap((layer) =>
		layer.updates.map((update) => follow(update, heldCell(update.writes), (name) => readCell(layer, name), limits)),
	);
	const cells = [...held.values(), ...results.values()];
	for (let step = 1; cells.some((cell) => cell.changed() >= step - 1); step++) {
		for (const head of layers.flatMap((layer) => layer.heads)) {
			const result = known(results, head.output);
			const { handsOn, anyNumber, values } = headResult(program, head, heldCell, step);
			if (handsOn) result.addAll(heldCell(head.value), step);
			if (anyNumber) result.addAnyNumber(step);
			for (const value of values) result.add(value, step);
			if (head.keep) heldCell(head.output).addAll(result, step);
		}
		for (const update of updates) update(step);
	}
	return {
		held: (name) => heldCell(name).arrivals,
		read: (layer, name) => readCell(layer, name).arrivals,
		occurs: (name, index) => [heldCell(name), known(results, name)].some((cell) => cell.has(index, Infinity)),
		canFire: (layer, { when }) =>
			Object.entries(when).every(([name, values]) => {
				const cell = readCell(layer, name);
				return values.some((value) => cell.has(domainIndex(cell.variable, value), Infinity));
			}),
	};
}

/** The names of the variables that can be undefined at some time. */
export function nullableVariables({ variables }: Program, reachable: ReachableValues): ReadonlySet<string> {
	const missing = (variable: Variable): boolean => reachable.occurs(variable.name, domainIndex(variable, undefined));
	return new Set(variables.filter(missing).map(({ name }) => name));
}

function known(cells: ReadonlyMap<string, Cell>, name: string): Cell {
	const cell = cells.get(name);
	if (cell === undefined) throw new Error(`internal: no variable ${name}`);
	return cell;
}

/** What takes a step of the analysis at an update. */
type Follower = (step: number) => void;

function follow(update: Update, target: Cell, read: (name: string) => Cell, limits: RunLimits): Follower {
	return 'linear' in update ? followLinear(update, target, read) : followTable(update, target, read, limits);
}

function followLinear({ linear }: LinearUpdate, target: Cell, read: (name: string) => Cell): Follower {
	const reads = Object.keys(linear).map(read);
	return (step) => {
		if (reads.every((cell) => cell.hasNumber(step))) target.addAnyNumber(step);
		if (reads.some((cell) => cell.hasUndefined(step))) target.add(undefined, step);
	};
}

function followTable({ rows }: TableUpdate, target: Cell, read: (name: string) => Cell, { neverFires }: RunLimits): Follower {
	const indicesOf = indexLists();
	let waiting = rows.flatMap((row) => {
		if (neverFires?.has(row) === true) return [];
		const asks = Object.entries(row.when).map(([name, values]) => ({ cell: read(name), indices: indicesOf(read(name).variable, values) }));
		return [{ value: row.value, asks }];
	});
	const reads = [...new Set(waiting.flatMap(({ asks }) => asks.map(({ cell }) => cell)))];
	return (step) => {
		if (step > 1 && reads.every((cell) => cell.changed() < step - 1)) return;
		waiting = waiting.filter(({ value, asks }) => {
			const waits = asks.some(({ cell, indices }) => !indices.some((index) => cell.has(index, step)));
			if (!waits) target.add(value, step);
			return waits;
		});
	};
}

/** Finds the domain indices of lists of values; rows often share a list. */
function indexLists(): (variable: Variable, values: readonly Value[]) => readonly number[] {
	const lists = new Map<Variable, Map<readonly Value[], readonly number[]>>();
	return (variable, values) => {
		const own = lists.get(variable) ?? new Map<readonly Value[], readonly number[]>();
		lists.set(variable, own);
		const indices = own.get(values) ?? values.map((value) => domainIndex(variable, value));
		own.set(values, indices);
		return indices;
	};
}
