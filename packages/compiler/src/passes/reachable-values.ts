import type { Head, Layer, LinearUpdate, Program, Row, TableUpdate, Update, Value, Variable } from '@alta-ts/core';
import { domainIndex, initialValues } from '@alta-ts/core';
import { type PositionNames, positionNames } from '../attention/selects-at-most-one.js';
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
	const positions = positionNames(program);
	runToFixedPoint(
		layers.flatMap((layer) => [
			...layer.heads.flatMap((head) => followHead(positions, head, known(results, head.output), heldCell)),
			...layer.updates.map((update) => followUpdate(update, heldCell(update.writes), (name) => readCell(layer, name), limits)),
		]),
	);
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

/** What takes steps of the analysis at one place: from what some cells had before a step to what another one has then. */
interface Follower {
	readonly reads: readonly Cell[];
	readonly target: Cell;
	readonly take: (step: number) => void;
}

/** Takes a first step everywhere, and further ones where something that is read has changed. */
function runToFixedPoint(followers: readonly Follower[]): void {
	const readers = new Map<Cell, Set<Follower>>();
	for (const follower of followers)
		for (const cell of follower.reads) {
			const known = readers.get(cell) ?? new Set();
			readers.set(cell, known.add(follower));
		}
	let active = new Set(followers);
	for (let step = 1; active.size > 0; step++) {
		for (const { take } of active) take(step);
		const changed = new Set([...active].map(({ target }) => target).filter((cell) => cell.changed() === step));
		active = new Set([...changed].flatMap((cell) => [...(readers.get(cell) ?? [])]));
	}
}

function followHead(positions: PositionNames, head: Head, result: Cell, cellOf: (name: string) => Cell): readonly Follower[] {
	const compared = head.where.flatMap((match) => ('offsets' in match ? [] : [match.query, match.key]));
	const give: Follower = {
		reads: [head.value, ...compared].map(cellOf),
		target: result,
		take: (step) => {
			const { handsOn, anyNumber, values } = headResult(positions, head, cellOf, step);
			if (handsOn) result.addAll(cellOf(head.value), step);
			if (anyNumber) result.addAnyNumber(step);
			for (const value of values) result.add(value, step);
		},
	};
	const output = cellOf(head.output);
	return head.keep ? [give, { reads: [result], target: output, take: (step) => output.addAll(result, step) }] : [give];
}

function followUpdate(update: Update, target: Cell, read: (name: string) => Cell, limits: RunLimits): Follower {
	return 'linear' in update ? followLinear(update, target, read) : followTable(update, target, read, limits);
}

function followLinear({ linear }: LinearUpdate, target: Cell, read: (name: string) => Cell): Follower {
	const reads = Object.keys(linear).map(read);
	const take = (step: number): void => {
		if (reads.every((cell) => cell.hasNumber(step))) target.addAnyNumber(step);
		if (reads.some((cell) => cell.hasUndefined(step))) target.add(undefined, step);
	};
	return { reads, target, take };
}

function followTable({ rows }: TableUpdate, target: Cell, read: (name: string) => Cell, { neverFires }: RunLimits): Follower {
	const indicesOf = indexLists();
	let waiting = rows.flatMap((row) => {
		if (neverFires?.has(row) === true) return [];
		const asks = Object.entries(row.when).map(([name, values]) => ({ cell: read(name), indices: indicesOf(read(name).variable, values) }));
		return [{ value: row.value, asks }];
	});
	const reads = [...new Set(waiting.flatMap(({ asks }) => asks.map(({ cell }) => cell)))];
	const take = (step: number): void => {
		waiting = waiting.filter(({ value, asks }) => {
			const waits = asks.some(({ cell, indices }) => !indices.some((index) => cell.has(index, step)));
			if (!waits) target.add(value, step);
			return waits;
		});
	};
	return { reads, target, take };
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
