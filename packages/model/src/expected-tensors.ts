import type { Config, HeadConfig, InputConfig, LayerConfig, ReadoutConfig } from './config.js';

/** A tensor that a config expects, by name and shape. */
export interface ExpectedTensor {
	readonly name: string;
	readonly shape: readonly ExpectedSize[];
	/** Whether a model can do without it; absent, it counts as zero. */
	readonly optional: boolean;
	/** The part of the config it belongs to: layers of the same name own the same tensors. */
	readonly owner: string;
}

/** A size the config fixes, or one that the tensors choose. */
export type ExpectedSize = number | FreeSize;

/** A size that the tensors choose, from `min` to `max`; the same for all tensors of an owner. */
export interface FreeSize {
	readonly min: number;
	readonly max: number;
}

/**
 * The tensors of a config, in the order they are used, each once: the names are part of the model format.
 *
 * - `embedding.token` [tokens, width], with one more row where there is a sink, and, with positions, `embedding.position` [positions, width];
 * - for each head `<layer>.attention.<head>.query | key` [width, keyWidth] and `.value` [width, valueWidth], each with an optional `.bias`,
 *   `.output` [valueWidth, width] and, where the null key has a vector, `.null` [valueWidth];
 * - for each layer of an MLP, from 0 to the number of hidden layers, `<layer>.mlp.<i>.weight` [in, out] and `.bias` [out];
 * - with layer normalisation `<layer>.attention.norm.gain | bias` and `<layer>.mlp.norm.gain | bias` [width];
 * - for each halting test `<name>.weight` [width, tests] and `<name>.bias` [tests];
 * - `readout.weight` [width, columns], and `readout.bias` [columns]; where it is tied, only the bias, which is optional.
 *
 * @example
 * ```ts
 * import { expectedTensors } from '@alta-ts/model';
 * const layer = { name: 'layer', mlp: { activation: 'relu', hidden: [8] }, norm: 'none' } as const;
 * const config = { input: { kind: 'matrix', columns: 4 }, width: 4, stages: [{ layers: [layer], repeat: 2 }], readout: { kind: 'number', pool: 'none' } } as const;
 * expectedTensors(config).slice(0, 2).map(tensor => [tensor.name, tensor.shape]) // => [['layer.mlp.0.weight', [4, 8]], ['layer.mlp.0.bias', [8]]]
 * ```
 */
export function expectedTensors(config: Config): ExpectedTensor[] {
	const byName = new Map<string, ExpectedTensor>();
	for (const tensor of tensorUses(config)) if (!byName.has(tensor.name)) byName.set(tensor.name, tensor);
	return [...byName.values()];
}

/** The names of {@link expectedTensors}, optional ones included. */
export function tensorNames(config: Config): string[] {
	return expectedTensors(config).map((tensor) => tensor.name);
}

/** Every use of a tensor: those that layers share appear once for each layer. */
export function tensorUses(config: Config): ExpectedTensor[] {
	const { width } = config;
	return [
		...inputTensors(config.input, width),
		...config.stages.flatMap((stage) => [
			...stage.layers.flatMap((layer) => layerTensors(layer, width)),
			...(typeof stage.repeat === 'number' ? [] : linear(stage.repeat.until.name, `halting ${stage.repeat.until.name}`, width, ANY_TESTS)),
		]),
		...readoutTensors(config.readout, width),
	];
}

const ANY_TESTS: FreeSize = { min: 1, max: Number.POSITIVE_INFINITY };

function inputTensors(input: InputConfig, width: number): ExpectedTensor[] {
	if (input.kind === 'matrix') return [];
	const owner = 'embedding';
	const token = required('embedding.token', owner, [input.tokens.length + (input.sink === undefined ? 0 : 1), width]);
	return input.positions === undefined ? [token] : [token, required('embedding.position', owner, [input.positions, width])];
}

function layerTensors(layer: LayerConfig, width: number): ExpectedTensor[] {
	const owner = `layer ${layer.name}`;
	const tensors: ExpectedTensor[] = [];
	if (layer.attention !== undefined) {
		const prefix = `${layer.name}.attention`;
		if (layer.norm !== 'none') tensors.push(...normTensors(prefix, owner, width));
		tensors.push(...layer.attention.heads.flatMap((head) => headTensors(head, prefix, owner, width)));
	}
	if (layer.mlp !== undefined) {
		const prefix = `${layer.name}.mlp`;
		if (layer.norm !== 'none') tensors.push(...normTensors(prefix, owner, width));
		const outs = [...layer.mlp.hidden, width];
		for (const [index, out] of outs.entries()) tensors.push(...linear(`${prefix}.${index}`, owner, outs[index - 1] ?? width, out));
	}
	return tensors;
}

function normTensors(prefix: string, owner: string, width: number): ExpectedTensor[] {
	return [required(`${prefix}.norm.gain`, owner, [width]), required(`${prefix}.norm.bias`, owner, [width])];
}

function headTensors(head: HeadConfig, attention: string, layer: string, width: number): ExpectedTensor[] {
	const prefix = `${attention}.${head.name}`;
	const owner = `${layer} › head ${head.name}`;
	const { keyWidth, valueWidth } = head;
	const inputs = [['query', keyWidth] as const, ['key', keyWidth] as const, ['value', valueWidth] as const];
	return [
		...inputs.flatMap(([role, columns]) => [
			required(`${prefix}.${role}`, owner, [width, columns]),
			{ name: `${prefix}.${role}.bias`, shape: [columns], optional: true, owner },
		]),
		required(`${prefix}.output`, owner, [valueWidth, width]),
		...(head.null?.value === 'vector' ? [required(`${prefix}.null`, owner, [valueWidth])] : []),
	];
}

function readoutTensors(readout: ReadoutConfig, width: number): ExpectedTensor[] {
	const both = linear('readout', 'readout', width, readoutColumns(readout));
	return readout.kind === 'classes' && readout.tied ? both.slice(1).map((bias) => ({ ...bias, optional: true })) : both;
}

/** A number and a set may have one more column, which says whether the answer is defined. */
function readoutColumns(readout: ReadoutConfig): ExpectedSize {
	if (readout.kind === 'classes') return readout.classes.length;
	const columns = readout.kind === 'number' ? 1 : readout.members.length;
	return { min: columns, max: columns + 1 };
}

function linear(name: string, owner: string, from: number, to: ExpectedSize): ExpectedTensor[] {
	return [required(`${name}.weight`, owner, [from, to]), required(`${name}.bias`, owner, [to])];
}

function required(name: string, owner: string, shape: readonly ExpectedSize[]): ExpectedTensor {
	return { name, shape, optional: false, owner };
}
