import type { OffsetSet } from '@alta-ts/core';
import type { AttentionKind, NullKey } from '../config.js';
import type { Source } from '../layout.js';
import type { Model } from '../model.js';
import { entryAt } from '../sparse.js';
import { coordinateMeaning } from './coordinate-meaning.js';
import { type End, numberedEnds } from './end.js';
import { sumFormula, unitFormula } from './formula.js';
import { layersOf, type Place } from './place.js';
import { type NamedWeight, sourcesOf, type WeightGraph, weightGraph } from './weight-graph.js';

/** What is known of a part of a model. */
export type Explanation = CoordinateExplanation | UnitExplanation | HeadExplanation | WeightExplanation;

/** What a coordinate of the residual stream means, what adds to it, and what reads it. */
export interface CoordinateExplanation {
	readonly kind: 'coordinate';
	readonly name: string;
	readonly index: number;
	readonly means: string;
	/** Embeddings, value columns of heads, and units of last hidden layers. */
	readonly putBy: readonly NamedWeight[];
	/** Columns of heads, units of first hidden layers, halting tests and answers. */
	readonly readBy: readonly NamedWeight[];
}

/** What a unit of an MLP computes, what it decides, and what it adds to. */
export interface UnitExplanation {
	readonly kind: 'unit';
	readonly name: string;
	/** As in `clip([parity=1] + [done=true] − 1)`, where `clip` keeps a number between 0 and 1. */
	readonly formula: string;
	/** The rules, conditions or heads it is there for. */
	readonly sources: readonly Source[];
	/** Coordinates, or units of the hidden layer before; and the bias, from `1`. */
	readonly reads: readonly NamedWeight[];
	/** Units of the next hidden layer, or coordinates. */
	readonly addsTo: readonly NamedWeight[];
}

/** Which positions a head selects, and what it fetches from there. */
export interface HeadExplanation {
	readonly kind: 'head';
	readonly name: string;
	readonly layer: string;
	readonly attention: AttentionKind;
	/** The part of the program it is there for. */
	readonly sources: readonly Source[];
	/** The offsets of keys it sees, as in the config; absent where it sees all. */
	readonly offsets?: OffsetSet;
	readonly null?: NullKey;
	/** The score of a key is the sum of these products, times the scale of the head. */
	readonly scores: readonly { readonly query: string; readonly key: string }[];
	/** What is fetched from the keys selected, and where it goes. */
	readonly values: readonly { readonly value: string; readonly addsTo: readonly NamedWeight[] }[];
}

/** What a single weight is between, and what put it there. */
export interface WeightExplanation {
	readonly kind: 'weight';
	readonly tensor: string;
	readonly from: End;
	readonly to: End;
	readonly value: number;
	/** Empty where it is zero. */
	readonly sources: readonly Source[];
}

/** Explains parts of one model. */
export interface Explainer {
	readonly model: Model;
	readonly graph: WeightGraph;
	/** After how many terms formulas are cut. */
	readonly formulaTerms: number;
	readonly explain: (place: Place) => Explanation;
}

/**
 * Prepares to explain the parts of a model: what they mean, which weights they have to do with, and which rows, heads and variables of the
 * program these come from.
 *
 * @param most after how many terms formulas are cut, with a count of the rest.
 * @example
 * ```ts
 * import { createExplainer, findPlaces, type Model } from '@alta-ts/model';
 * const data = (...numbers: number[]) => ({ kind: 'dense', dtype: 'f32', data: Float32Array.from(numbers) }) as const;
 * const model: Model = {
 * 	format: 'alta-model/1',
 * 	name: 'difference',
 * 	config: { input: { kind: 'matrix', columns: 2 }, width: 2, stages: [], readout: { kind: 'number', pool: 'none' } },
 * 	layout: { blocks: [{ kind: 'plain', names: ['x', 'y'], start: 0, width: 2 }], sources: [] },
 * 	tensors: { 'readout.weight': { ...data(1, -1), shape: [2, 1] }, 'readout.bias': { ...data(0), shape: [1] } },
 * };
 * const { explain } = createExplainer(model);
 * const [y] = findPlaces(model, 'y').map(explain);
 * y?.kind === 'coordinate' && y.readBy.map((weight) => [weight.to.name, weight.value]) // => [['number', -1]]
 * ```
 */
export function createExplainer(model: Model, most: number = Infinity): Explainer {
	const graph = weightGraph(model);
	return {
		model,
		graph,
		formulaTerms: most,
		explain(place) {
			switch (place.kind) {
				case 'coordinate':
					return explainCoordinate(model, graph, place.end);
				case 'unit':
					return explainUnit(model, graph, place.end, most);
				case 'head':
					return explainHead(graph, place, most);
				case 'weight':
					return explainWeight(model, place);
			}
		},
	};
}

function explainCoordinate({ layout }: Model, graph: WeightGraph, end: End): CoordinateExplanation {
	const block = layout.blocks.find(({ start, width }) => end.index >= start && end.index < start + width);
	return {
		kind: 'coordinate',
		name: end.name,
		index: end.index,
		means: block === undefined ? 'nothing known' : coordinateMeaning(block, end.index),
		putBy: graph.into(end),
		readBy: graph.outOf(end),
	};
}

function explainUnit(model: Model, graph: WeightGraph, end: End, most: number): UnitExplanation {
	const mlp = layersOf(model).find(({ name }) => end.name.startsWith(`${name}.mlp.`))?.mlp;
	const reads = graph.into(end);
	return {
		kind: 'unit',
		name: end.name,
		formula: unitFormula(mlp?.activation ?? 'none', reads, most),
		sources: distinct(reads),
		reads,
		addsTo: graph.outOf(end),
	};
}

function explainHead(graph: WeightGraph, { layer, head }: Extract<Place, { readonly kind: 'head' }>, most: number): HeadExplanation {
	const name = `${layer}.attention.${head.name}`;
	const columns = (kind: 'query' | 'key' | 'value', count: number): readonly (readonly NamedWeight[])[] =>
		numberedEnds(kind, `${name}.${kind}`, count).map((end) => graph.into(end));
	const keys = columns('key', head.keyWidth);
	const values = columns('value', head.valueWidth);
	const ends = numberedEnds('value', `${name}.value`, head.valueWidth);
	return {
		kind: 'head',
		name,
		layer,
		attention: head.kind,
		sources: distinct([...values.flat(), ...keys.flat(), ...ends.flatMap((end) => graph.outOf(end))]),
		...(head.offsets === undefined ? {} : { offsets: head.offsets }),
		...(head.null === undefined ? {} : { null: head.null }),
		scores: columns('query', head.keyWidth).map((query, index) => ({
			query: sumFormula(query, most),
			key: sumFormula(keys[index] ?? [], most),
		})),
		values: ends.map((end, index) => ({
			value: sumFormula(
				(values[index] ?? []).filter(({ from }) => from.kind !== 'nothing'),
				most,
			),
			addsTo: graph.outOf(end),
		})),
	};
}

function explainWeight({ layout, tensors }: Model, place: Extract<Place, { readonly kind: 'weight' }>): WeightExplanation {
	const { tensor, row, column } = place;
	const numbers = tensors[tensor];
	const { value, source } = numbers === undefined ? { value: 0, source: -1 } : entryAt(numbers, row.index, column.index);
	return { kind: 'weight', tensor, from: row, to: column, value, sources: sourcesOf(layout, source) };
}

/** The sources of some weights, each once. */
function distinct(weights: readonly NamedWeight[]): readonly Source[] {
	return [...new Set(weights.flatMap(({ sources }) => sources))];
}
