import type { HeadConfig, InputConfig, LayerConfig, ReadoutConfig } from '../config.js';
import { coordinateNames } from '../coordinates.js';
import type { Model } from '../model.js';
import { type End, namedEnds, numberedEnds } from './end.js';

/** What the rows and columns of a tensor stand for; a vector has one row. */
export interface TensorEnds {
	readonly tensor: string;
	readonly rows: readonly End[];
	readonly columns: readonly End[];
}

/** What the tensors of a model are between, in the order they are used, each once. */
export function tensorEnds(model: Model): readonly TensorEnds[] {
	const { input, stages, readout } = model.config;
	const coordinates = namedEnds('coordinate', coordinateNames(model.layout));
	const layers = new Map(stages.flatMap((stage) => stage.layers.map((layer) => [layer.name, layer])));
	return [
		...inputEnds(input, coordinates),
		...[...layers.values()].flatMap((layer) => layerEnds(layer, coordinates)),
		...stages.flatMap(({ repeat }) => {
			if (typeof repeat === 'number') return [];
			const { name } = repeat.until;
			return linear(name, coordinates, numberedEnds('test', name, model.tensors[`${name}.bias`]?.shape[0] ?? 0));
		}),
		...linear('readout', coordinates, answers(readout, model.tensors['readout.bias']?.shape[0] ?? 0)),
	].filter(({ tensor }) => model.tensors[tensor] !== undefined);
}

const ONE = namedEnds('one', ['1']);

function inputEnds(input: InputConfig, coordinates: readonly End[]): readonly TensorEnds[] {
	if (input.kind === 'matrix') return [];
	const tokens = namedEnds('token', [...input.tokens, ...(input.sink === undefined ? [] : [input.sink])]);
	const positions = namedEnds(
		'position',
		Array.from({ length: input.positions ?? 0 }, (_, position) => String(position)),
	);
	return [
		{ tensor: 'embedding.token', rows: tokens, columns: coordinates },
		{ tensor: 'embedding.position', rows: positions, columns: coordinates },
	];
}

function layerEnds({ name, attention, mlp }: LayerConfig, coordinates: readonly End[]): readonly TensorEnds[] {
	const outs =
		mlp === undefined ? [] : [...mlp.hidden.map((count, index) => numberedEnds('unit', `${name}.mlp.${index}`, count)), coordinates];
	return [
		...norm(`${name}.attention`, coordinates),
		...(attention?.heads ?? []).flatMap((head) => headEnds(`${name}.attention.${head.name}`, head, coordinates)),
		...norm(`${name}.mlp`, coordinates),
		...outs.flatMap((out, index) => linear(`${name}.mlp.${index}`, outs[index - 1] ?? coordinates, out)),
	];
}

function norm(prefix: string, coordinates: readonly End[]): readonly TensorEnds[] {
	return [
		{ tensor: `${prefix}.norm.gain`, rows: namedEnds('gain', [`${prefix}.norm`]), columns: coordinates },
		{ tensor: `${prefix}.norm.bias`, rows: ONE, columns: coordinates },
	];
}

function headEnds(prefix: string, { keyWidth, valueWidth }: HeadConfig, coordinates: readonly End[]): readonly TensorEnds[] {
	const widths = { query: keyWidth, key: keyWidth, value: valueWidth } as const;
	const roles = ['query', 'key', 'value'] as const;
	const values = numberedEnds('value', `${prefix}.value`, valueWidth);
	return [
		...roles.flatMap((role) => {
			const columns = numberedEnds(role, `${prefix}.${role}`, widths[role]);
			return [
				{ tensor: `${prefix}.${role}`, rows: coordinates, columns },
				{ tensor: `${prefix}.${role}.bias`, rows: ONE, columns },
			];
		}),
		{ tensor: `${prefix}.null`, rows: namedEnds('nothing', ['nothing selected']), columns: values },
		{ tensor: `${prefix}.output`, rows: values, columns: coordinates },
	];
}

function linear(name: string, from: readonly End[], to: readonly End[]): readonly TensorEnds[] {
	return [
		{ tensor: `${name}.weight`, rows: from, columns: to },
		{ tensor: `${name}.bias`, rows: ONE, columns: to },
	];
}

/** A number and a set may have one more column, which says whether the answer is defined. */
function answers(readout: ReadoutConfig, columns: number): readonly End[] {
	const names =
		readout.kind === 'classes'
			? readout.classes.map((each) => (each === null ? 'undefined' : String(each)))
			: readout.kind === 'set'
				? readout.members.map(String)
				: ['number'];
	return namedEnds('answer', columns > names.length ? [...names, 'defined'] : names);
}
