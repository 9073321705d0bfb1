import type { AttentionConfig, HeadConfig, LayerConfig } from '@alta-ts/model';
import type { AttentionHead, BufferRef } from '@alta-ts/tensor';
import { addConstant, addLinear, addRows, addTensor, addVector, type Draft } from './draft.js';
import { addNormBefore } from './plan-residual.js';
import { below, beside } from './stack.js';
import { toConstant, vectorConstant } from './weights.js';

/** Which rows of a layer's stacked values belong to one head. */
export interface HeadValues {
	readonly head: HeadConfig;
	readonly from: number;
	readonly to: number;
}

/** The heads of a layer with their columns in the stacked values. */
export function headValues(attention: AttentionConfig): readonly HeadValues[] {
	let from = 0;
	return attention.heads.map((head) => {
		const range = { head, from, to: from + head.valueWidth };
		from = range.to;
		return range;
	});
}

/** Columns of a layer's stacked values. */
export function valueColumns(attention: AttentionConfig): number {
	return attention.heads.reduce((total, head) => total + head.valueWidth, 0);
}

/**
 * Writes down what the heads of a layer gather: its normalisation, if that comes before; one wide linear map each for queries, keys and
 * values; the attention itself.
 *
 * @param label prefix of the step labels.
 * @param x the residual stream, [rows, width].
 * @param starts i32 [sequences+1].
 * @returns the gathered values, heads side by side: [rows, Σ value widths].
 */
export function addAttended(
	draft: Draft,
	layer: LayerConfig,
	attention: AttentionConfig,
	label: string,
	x: BufferRef,
	starts: BufferRef,
): BufferRef {
	const from = addNormBefore(draft, layer, 'attention', label, x);
	const query = addProjection(draft, layer, attention, 'query', label, from);
	const key = addProjection(draft, layer, attention, 'key', label, from);
	const value = addProjection(draft, layer, attention, 'value', label, from);
	const out = addRows(draft, `${layer.name}.attention.attended`, valueColumns(attention));
	const heads = attentionHeads(draft, layer, attention);
	draft.steps.push({ op: 'attention', label: `${label}.attention`, query, key, value, starts, heads, out });
	return out;
}

/** Writes down the sum of what the heads add to the residual stream: [rows, width]. */
export function addAttentionOutput(
	draft: Draft,
	layer: LayerConfig,
	attention: AttentionConfig,
	label: string,
	attended: BufferRef,
): BufferRef {
	const { width } = draft.weights.model.config;
	const weight = addConstant(draft, `${layer.name}.attention.output`, () => {
		const outputs = attention.heads.map((head) =>
			draft.weights.tensor(`${layer.name}.attention.${head.name}.output`, [head.valueWidth, width]),
		);
		return toConstant(below(outputs, width), draft.weights.dtype);
	});
	const out = addRows(draft, `${layer.name}.attention.contribution`, width);
	addLinear(draft, { label: `${label}.attention.output`, x: attended, weight, bias: undefined, out });
	return out;
}

type Projection = 'query' | 'key' | 'value';

function addProjection(
	draft: Draft,
	layer: LayerConfig,
	attention: AttentionConfig,
	projection: Projection,
	label: string,
	x: BufferRef,
): BufferRef {
	const { weights } = draft;
	const { width } = weights.model.config;
	const name = `${layer.name}.attention.${projection}`;
	const widthOf = (head: HeadConfig): number => (projection === 'value' ? head.valueWidth : head.keyWidth);
	const nameOf = (head: HeadConfig): string => `${layer.name}.attention.${head.name}.${projection}`;
	const heads = attention.heads.filter((head) => widthOf(head) > 0);
	const columns = heads.reduce((total, head) => total + widthOf(head), 0);
	const out = addRows(draft, `${name}.out`, columns);
	if (columns === 0) return out;
	const weight = addConstant(draft, name, () => {
		const matrices = heads.map((head) => weights.tensor(nameOf(head), [width, widthOf(head)]));
		return toConstant(beside(matrices, width), weights.dtype);
	});
	const biases = heads.map((head) => weights.optional(`${nameOf(head)}.bias`, [widthOf(head)]));
	const bias = biases.some((each) => each !== undefined)
		? addConstant(draft, `${name}.bias`, () => {
				const numbers = heads.flatMap((head, index) => {
					const own = biases[index];
					return own?.kind === 'dense' ? Array.from(own.data) : Array<number>(widthOf(head)).fill(0);
				});
				return vectorConstant(numbers, weights.dtype);
			})
		: undefined;
	addLinear(draft, { label: `${label}.attention.${projection}`, x, weight, bias, out });
	return out;
}

function attentionHeads(draft: Draft, layer: LayerConfig, attention: AttentionConfig): AttentionHead[] {
	let key = 0;
	return headValues(attention).map(({ head, from, to }) => {
		const prefix = `${layer.name}.attention.${head.name}`;
		const keyColumns = [key, key + head.keyWidth] as const;
		key += head.keyWidth;
		const { name, kind, scale, offsets, offsetBias } = head;
		return {
			name,
			keyColumns,
			valueColumns: [from, to],
			kind,
			scale,
			...(offsets === undefined ? {} : { offsets }),
			...(offsetBias === undefined ? {} : { offsetBias: addVector(draft, `${prefix}.offsetBias`, offsetBias) }),
			...(head.null === undefined ? {} : { null: { logit: head.null.logit, value: nullValue(draft, head, prefix) } }),
		};
	});
}

function nullValue(draft: Draft, head: HeadConfig, prefix: string): NonNullable<AttentionHead['null']>['value'] {
	const value = head.null?.value ?? 'zero';
	return value === 'vector' ? { vector: addTensor(draft, `${prefix}.null`, [head.valueWidth]) } : value;
}
