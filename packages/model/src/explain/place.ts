import type { HeadConfig, LayerConfig } from '../config.js';
import { coordinateNames, isVariableBlock, variablesOf } from '../coordinates.js';
import type { Model } from '../model.js';
import { type End, namedEnds } from './end.js';
import { tensorEnds } from './tensor-ends.js';

/** A part of a model that can be explained. */
export type Place =
	| { readonly kind: 'coordinate'; readonly end: End }
	| { readonly kind: 'unit'; readonly end: End }
	| { readonly kind: 'head'; readonly layer: string; readonly head: HeadConfig }
	| { readonly kind: 'weight'; readonly tensor: string; readonly row: End; readonly column: End };

/**
 * Finds the parts of a model that a text names; none if it names nothing.
 *
 * - `parity=1`, `mem`, `left.several`: a coordinate of the residual stream, as in {@link coordinateNames}; of variables that share coordinates any name will do;
 * - `5`: the coordinate of that number, unless something is called so;
 * - `parity`: all coordinates of a variable, and the head of that name;
 * - `stage.0.layer.0.attention.left`: a head;
 * - `stage.0.layer.0.mlp.1[17]`: unit 17 of hidden layer 1 of an MLP;
 * - `stage.0.layer.0.mlp.0.weight[3,17]`: a single weight; rows and columns may be named, as in `embedding.token[START,done=true]`. A vector has one index.
 */
export function findPlaces(model: Model, text: string): readonly Place[] {
	const coordinates = coordinatesCalled(model, text);
	const heads = headsOf(model).filter(({ layer, head }) => text === head.name || text === `${layer}.attention.${head.name}`);
	const found = [
		...coordinates.map((end) => ({ kind: 'coordinate', end }) as const),
		...heads.map((each) => ({ kind: 'head', ...each }) as const),
	];
	if (found.length > 0) return found;
	const numbered = /^\d+$/.test(text) ? namedEnds('coordinate', coordinateNames(model.layout))[Number(text)] : undefined;
	if (numbered !== undefined) return [{ kind: 'coordinate', end: numbered }];
	const unit = unitsOf(model).find(({ name }) => name === text);
	if (unit !== undefined) return [{ kind: 'unit', end: unit }];
	const weight = weightCalled(model, text);
	return weight === undefined ? [] : [weight];
}

/** The names of coordinates, variables, heads, units and tensors that {@link findPlaces} knows. */
export function placeNames(model: Model): readonly string[] {
	const heads = headsOf(model).flatMap(({ layer, head }) => [head.name, `${layer}.attention.${head.name}`]);
	const variables = model.layout.blocks.filter(isVariableBlock).flatMap(variablesOf);
	const tensors = tensorEnds(model).map(({ tensor }) => tensor);
	return [...new Set([...coordinateNames(model.layout), ...variables, ...heads, ...unitsOf(model).map(({ name }) => name), ...tensors])];
}

/** The coordinate of that name, or those of the variable of that name. */
function coordinatesCalled({ layout }: Model, text: string): readonly End[] {
	const ends = namedEnds('coordinate', coordinateNames(layout));
	const ofVariables = layout.blocks.filter(isVariableBlock);
	const named = ends.filter(({ name }) => name === text);
	const alias = ofVariables.flatMap((block) =>
		(block.also ?? []).flatMap((also) =>
			text.startsWith(also) ? ends.filter(({ name }) => name === block.variable + text.slice(also.length) && name !== block.variable) : [],
		),
	);
	const whole = ofVariables.find((block) => variablesOf(block).includes(text));
	if (whole !== undefined) return ends.slice(whole.start, whole.start + whole.width);
	return named.length > 0 ? named : alias;
}

function headsOf(model: Model): readonly { readonly layer: string; readonly head: HeadConfig }[] {
	return layersOf(model).flatMap(({ name, attention }) => (attention?.heads ?? []).map((head) => ({ layer: name, head })));
}

/** The layers of a model, each once. */
export function layersOf({ config }: Model): readonly LayerConfig[] {
	return [...new Map(config.stages.flatMap(({ layers }) => layers.map((layer) => [layer.name, layer]))).values()];
}

function unitsOf(model: Model): readonly End[] {
	return tensorEnds(model).flatMap(({ tensor, columns }) =>
		tensor.endsWith('.weight') ? columns.filter(({ kind }) => kind === 'unit') : [],
	);
}

function weightCalled(model: Model, text: string): Place | undefined {
	const [, tensor, inside = ''] = /^([^[]+)\[(.*)\]$/s.exec(text) ?? [];
	const ends = tensorEnds(model).find((each) => each.tensor === tensor);
	if (tensor === undefined || ends === undefined) return undefined;
	const first = ends.rows[0];
	if (first !== undefined && model.tensors[tensor]?.shape.length === 1) {
		const column = endCalled(ends.columns, inside);
		return column === undefined ? undefined : { kind: 'weight', tensor, row: first, column };
	}
	// A name may contain a comma.
	for (let comma = inside.indexOf(','); comma !== -1; comma = inside.indexOf(',', comma + 1)) {
		const [row, column] = [endCalled(ends.rows, inside.slice(0, comma)), endCalled(ends.columns, inside.slice(comma + 1))];
		if (row !== undefined && column !== undefined) return { kind: 'weight', tensor, row, column };
	}
	return undefined;
}

/** By name, or by index. */
export function endCalled(ends: readonly End[], text: string): End | undefined {
	const wanted = text.trim();
	return ends.find(({ name }) => name === wanted) ?? (/^\d+$/.test(wanted) ? ends[Number(wanted)] : undefined);
}
