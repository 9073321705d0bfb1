import type { Head, Layer, Program, Row, Value, Variable } from '@alta-ts/core';
import { bucketOf, domainIndex, domainOf } from '@alta-ts/core';
import type { RunLimits } from './pass.js';
import { isReached } from './reachable-cell.js';
import { reachableValues } from './reachable-values.js';

/** Where a row is: the indices of stage, layer, update and row. */
export interface RowAt {
	readonly stage: number;
	readonly layer: number;
	readonly update: number;
	readonly row: number;
}

/** Why a row can fire, or why it never does. */
export interface RowExplanation {
	readonly at: RowAt;
	readonly canFire: boolean;
	/** Where the values come from that the row asks for, causes before effects, along the shortest way there is. */
	readonly steps: readonly Derivation[];
	/** Reads of the row that never have a value it asks for. */
	readonly missing: readonly { readonly variable: string; readonly values: readonly Value[] }[];
}

/** How a variable comes to hold a value. */
export interface Derivation {
	readonly variable: string;
	/** A number stands for all of its bucket. */
	readonly value: Value;
	readonly from: Cause;
}

/** What makes a variable hold a value. */
export type Cause =
	| { readonly kind: 'init'; readonly tokens?: readonly string[]; readonly positions?: readonly number[] }
	| { readonly kind: 'head'; readonly head: string; readonly reads: string | null }
	| { readonly kind: 'row'; readonly at: RowAt; readonly where: readonly { readonly variable: string; readonly value: Value }[] }
	| { readonly kind: 'linear'; readonly reads: readonly string[] };

/**
 * Explains a row of a program: a derivation of every value it asks for from initial values, or the reads that never have one.
 * Undefined where there is no such row.
 */
export function explainRow(program: Program, at: RowAt, limits: RunLimits = {}): RowExplanation | undefined {
	const layer = program.stages[at.stage]?.layers[at.layer];
	const update = layer?.updates[at.update];
	const row = update !== undefined && 'rows' in update ? update.rows[at.row] : undefined;
	if (layer === undefined || row === undefined) return undefined;
	const search = createSearch(program, limits);
	const asked = Object.entries(row.when);
	const missing = asked.flatMap(([variable, values]) =>
		search.earliest(layer, variable, values) === undefined ? [{ variable, values }] : [],
	);
	for (const [variable, values] of asked) if (missing.length === 0) search.explain(layer, variable, values);
	return { at, canFire: missing.length === 0, steps: search.steps, missing };
}

/** Looks for causes, and notes them in order. */
interface Search {
	readonly steps: Derivation[];
	/** The domain index among these values that a variable has first where tables of a layer read it. */
	earliest(layer: Layer, variable: string, values: readonly Value[]): number | undefined;
	/** Notes how that value comes about. */
	explain(layer: Layer, variable: string, values: readonly Value[]): void;
}

function createSearch(program: Program, limits: RunLimits): Search {
	const reachable = reachableValues(program, limits);
	const variables = new Map(program.variables.map((variable) => [variable.name, variable]));
	const explained = new Set<string>();
	const steps: Derivation[] = [];
	const places = program.stages.flatMap((stage, s) => stage.layers.map((layer, l) => ({ layer, stage: s, index: l })));

	function earliest(layer: Layer, name: string, values: readonly Value[]): number | undefined {
		const variable = variables.get(name);
		if (variable === undefined) return undefined;
		const arrivals = reachable.read(layer, name);
		const indices = values.map((value) => domainIndex(variable, value)).filter((index) => isReached(arrivals, index));
		return indices.toSorted((a, b) => (arrivals[a] ?? 0) - (arrivals[b] ?? 0))[0];
	}

	/** @param layer where tables read the variable; none where it is what the variable holds between layers. */
	function derive(layer: Layer | undefined, name: string, index: number): void {
		const variable = variables.get(name);
		const head = layer?.heads.find((each) => each.output === name);
		const key = `${head === undefined ? 'held' : 'read'} ${name} ${index}`;
		if (variable === undefined || explained.has(key)) return;
		explained.add(key);
		const value = domainOf(variable)[index];
		const from = head === undefined ? causeOf(variable, index) : headCause(head, index, value);
		if (from !== undefined) steps.push({ variable: name, value, from });
	}

	function headCause(head: Head, index: number, value: Value): Cause {
		const source = variables.get(head.value);
		const computes = head.combine === 'mean' || head.combine === 'sum';
		const at = source === undefined ? -1 : domainIndex(source, value);
		const arrivals = reachable.held(head.value);
		const output = variables.get(head.output);
		const limit = output === undefined ? Infinity : (reachable.read(layerOf(head), head.output)[index] ?? Infinity);
		if (computes || at < 0 || !((arrivals[at] ?? Infinity) < limit)) return { kind: 'head', head: head.output, reads: null };
		derive(undefined, head.value, at);
		return { kind: 'head', head: head.output, reads: head.value };
	}

	function layerOf(head: Head): Layer {
		const place = places.find(({ layer }) => layer.heads.includes(head));
		if (place === undefined) throw new Error(`internal: no layer of head ${head.output}`);
		return place.layer;
	}

	function causeOf(variable: Variable, index: number): Cause | undefined {
		const arrival = reachable.held(variable.name)[index] ?? Infinity;
		if (arrival === 0) return initialCause(program, variable, index);
		return rowCause(variable, index, arrival) ?? otherCause(variable, index);
	}

	function rowCause(variable: Variable, index: number, arrival: number): Cause | undefined {
		for (const { layer, stage, index: l } of places) {
			for (const [u, update] of layer.updates.entries()) {
				if ('linear' in update || update.writes !== variable.name) continue;
				for (const [r, row] of update.rows.entries()) {
					if (bucketIndex(variable, row.value) !== index || limits.neverFires?.has(row) === true) continue;
					const where = askedBefore(layer, row, arrival);
					if (where === undefined) continue;
					for (const each of where) derive(layer, each.variable, each.index);
					return {
						kind: 'row',
						at: { stage, layer: l, update: u, row: r },
						where: where.map((each) => ({ variable: each.variable, value: each.value })),
					};
				}
			}
		}
		return undefined;
	}

	/** For every read of a row the value it has first, if all are there before a step. */
	function askedBefore(
		layer: Layer,
		{ when }: Row,
		arrival: number,
	): readonly { variable: string; index: number; value: Value }[] | undefined {
		const found = Object.entries(when).map(([name, values]) => {
			const index = earliest(layer, name, values);
			const variable = variables.get(name);
			if (index === undefined || variable === undefined || !((reachable.read(layer, name)[index] ?? Infinity) < arrival)) return undefined;
			return { variable: name, index, value: domainOf(variable)[index] };
		});
		return found.some((each) => each === undefined) ? undefined : found.flatMap((each) => each ?? []);
	}

	function otherCause(variable: Variable, index: number): Cause | undefined {
		const { name } = variable;
		let computed: Cause | undefined;
		for (const { layer } of places) {
			const head = layer.heads.find((each) => each.keep && each.output === name);
			const cause = head === undefined ? undefined : headCause(head, index, domainOf(variable)[index]);
			if (cause?.kind === 'head' && cause.reads !== null) return cause;
			computed ??= cause;
			const linear = layer.updates.find((update) => 'linear' in update && update.writes === name);
			if (linear !== undefined && 'linear' in linear) return { kind: 'linear', reads: Object.keys(linear.linear) };
		}
		return computed;
	}

	return {
		steps,
		earliest,
		explain(layer, name, values) {
			const index = earliest(layer, name, values);
			if (index !== undefined) derive(layer, name, index);
		},
	};
}

function bucketIndex(variable: Variable, value: Value): number {
	if (variable.kind === 'numerical' && typeof value === 'number' && variable.values !== undefined) return bucketOf(variable.values, value);
	return domainIndex(variable, value);
}

function initialCause({ input }: Program, variable: Variable, index: number): Cause {
	const { init } = variable;
	const is = (value: Value): boolean => bucketIndex(variable, value) === index;
	if ('byToken' in init) return { kind: 'init', tokens: input.tokens.filter((_, token) => is(init.byToken[token])) };
	if ('byPosition' in init)
		return { kind: 'init', positions: [...init.byPosition.keys()].filter((position) => is(init.byPosition[position])) };
	return { kind: 'init' };
}
