import type { HeadConfig, LayerConfig } from '../config.js';
import type { ExportContext } from './export-context.js';
import { addNode, cast, type GraphDraft, integer, integers, type ValueName } from './graph-draft.js';
import { addLinear } from './linear.js';
import { vector } from './weights.js';

/** A head that is being written down. */
interface Head {
	readonly context: ExportContext;
	readonly draft: GraphDraft;
	readonly config: HeadConfig;
	/** Before the names of its values. */
	readonly label: string;
	/** Before the names of its tensors. */
	readonly tensors: string;
}

/**
 * Writes down what the heads of a layer add to the residual stream; undefined where there are none that could add anything.
 *
 * @param x what the heads read, [batch, length, width].
 */
export function addAttention(
	context: ExportContext,
	draft: GraphDraft,
	layer: LayerConfig,
	label: string,
	x: ValueName,
): ValueName | undefined {
	const heads = (layer.attention?.heads ?? []).filter(({ valueWidth }) => valueWidth > 0);
	const outputs = heads.map((config) => {
		const head = { context, draft, config, label: `${label}.${config.name}`, tensors: `${layer.name}.attention.${config.name}` };
		const attended = addAttended(head, x);
		return addNode(draft, 'MatMul', head.label, [attended, context.weights.tensor(draft, `${head.tensors}.output`)]);
	});
	return outputs.length > 1 ? addNode(draft, 'Sum', label, outputs) : outputs[0];
}

/** The sum of the values by their weights, [batch, length, valueWidth]. */
function addAttended(head: Head, x: ValueName): ValueName {
	const scores = addScores(head, x);
	const values = addProjection(head, 'value', x);
	switch (head.config.kind) {
		case 'softmax':
			return addSoftmax(head, scores, values);
		case 'hard':
			return addHard(head, scores, values);
		case 'relu':
		case 'linear':
			return addDifferences(head, scores, values);
	}
}

function addProjection({ context: { weights }, draft, label, tensors }: Head, role: 'query' | 'key' | 'value', x: ValueName): ValueName {
	const name = `${tensors}.${role}`;
	return addLinear(draft, `${label}.${role}`, x, weights.tensor(draft, name), weights.optional(draft, `${name}.bias`));
}

/** scale · query · key + offset bias, of a shape that broadcasts to [batch, length, length]: -∞ where the key is not visible. */
function addScores(head: Head, x: ValueName): ValueName {
	const { context, draft, config, label } = head;
	const { weights, frame } = context;
	const bias = addOffsetBias(head);
	let scores = bias ?? weights.number(draft, 0);
	if (config.keyWidth > 0) {
		const keys = addNode(draft, 'Transpose', `${label}.keys`, [addProjection(head, 'key', x)], { perm: [0, 2, 1] });
		const product = addNode(draft, 'MatMul', `${label}.product`, [addProjection(head, 'query', x), keys]);
		const scaled = config.scale === 1 ? product : addNode(draft, 'Mul', `${label}.scaled`, [product, weights.number(draft, config.scale)]);
		scores = bias === undefined ? scaled : addNode(draft, 'Add', `${label}.biased`, [scaled, bias]);
	}
	const hidden = weights.number(draft, Number.NEGATIVE_INFINITY);
	return addNode(draft, 'Where', `${label}.scores`, [frame.visible(config.offsets), scores, hidden]);
}

/** [length, length], computed outside of loops. Only padding can be beyond the biases. */
function addOffsetBias({ context: { main, weights, frame }, config: { offsetBias }, label }: Head): ValueName | undefined {
	if (offsetBias === undefined) return undefined;
	const middle = (offsetBias.length - 1) / 2;
	const index = addNode(main, 'Add', `${label}.offsetBias.shifted`, [frame.offset, integer(main, middle)]);
	const inside = addNode(main, 'Clip', `${label}.offsetBias.index`, [index, integer(main, 0), integer(main, 2 * middle)]);
	return addNode(main, 'Gather', `${label}.offsetBias`, [vector(main, weights.type, offsetBias), inside]);
}

/** The least score that counts as one: what is subtracted from scores must be a number, also where no key is visible. */
const LEAST = { float32: -3e38, float64: -1e308 } as const;

/** The division comes last, so that the mean of n equal scores is the exact sum divided by n. */
function addSoftmax(head: Head, scores: ValueName, values: ValueName): ValueName {
	const { context, draft, config, label } = head;
	const { weights } = context;
	const logit = weights.number(draft, config.null?.logit ?? LEAST[weights.type]);
	const largest = addNode(draft, 'Max', `${label}.largest`, [addLargest(head, scores), logit]);
	const weight = addNode(draft, 'Exp', `${label}.weights`, [addNode(draft, 'Sub', `${label}.shifted`, [scores, largest])]);
	const sum = addNode(draft, 'MatMul', `${label}.sum`, [weight, values]);
	const total = addNode(draft, 'ReduceSum', `${label}.total`, [weight, integers(draft, [-1])], { keepdims: 1 });
	if (config.null === undefined) {
		// The largest weight is 1; without any key the sum is zero, and may be divided by anything.
		const divisor = addNode(draft, 'Max', `${label}.divisor`, [total, weights.number(draft, 1)]);
		return addNode(draft, 'Div', `${label}.attended`, [sum, divisor]);
	}
	const nullWeight = addNode(draft, 'Exp', `${label}.null.weight`, [addNode(draft, 'Sub', `${label}.null.shifted`, [logit, largest])]);
	const divisor = addNode(draft, 'Add', `${label}.divisor`, [total, nullWeight]);
	return addNode(draft, 'Div', `${label}.attended`, [addNullValue(head, sum, nullWeight, values), divisor]);
}

function addHard(head: Head, scores: ValueName, values: ValueName): ValueName {
	const { context, draft, config, label } = head;
	const { weights, frame } = context;
	const best = addNode(draft, 'ArgMax', `${label}.best`, [scores], { axis: -1, keepdims: 1 });
	const chosen = addNode(draft, 'Equal', `${label}.best.key`, [frame.positions, best]);
	const seen = addNode(draft, 'And', `${label}.best.seen`, [chosen, frame.visible(config.offsets)]);
	if (config.null === undefined) {
		return addNode(draft, 'MatMul', `${label}.attended`, [cast(draft, `${label}.weights`, seen, weights.type), values]);
	}
	const wins = addNode(draft, 'Less', `${label}.null.wins`, [addLargest(head, scores), weights.number(draft, config.null.logit)]);
	const kept = addNode(draft, 'And', `${label}.best.kept`, [seen, addNode(draft, 'Not', `${label}.null.loses`, [wins])]);
	const sum = addNode(draft, 'MatMul', `${label}.sum`, [cast(draft, `${label}.weights`, kept, weights.type), values]);
	return addNullValue(head, sum, cast(draft, `${label}.null.weight`, wins, weights.type), values);
}

/** The weights of the kinds that are not normalised: score − null logit, with or without a limit at zero. */
function addDifferences(head: Head, scores: ValueName, values: ValueName): ValueName {
	const { context, draft, config, label } = head;
	const { weights, frame } = context;
	const difference = addNode(draft, 'Sub', `${label}.difference`, [scores, weights.number(draft, config.null?.logit ?? 0)]);
	const clipped = config.kind === 'relu' ? addNode(draft, 'Relu', `${label}.clipped`, [difference]) : difference;
	const weight = addNode(draft, 'Where', `${label}.weights`, [frame.visible(config.offsets), clipped, weights.number(draft, 0)]);
	const sum = addNode(draft, 'MatMul', `${label}.sum`, [weight, values]);
	if (config.null === undefined || config.null.value === 'zero') return sum;
	const largest = addLargest(head, addNode(draft, 'Abs', `${label}.size`, [weight]));
	const none = addNode(draft, 'Equal', `${label}.none`, [largest, weights.number(draft, 0)]);
	return addNullValue(head, sum, cast(draft, `${label}.null.weight`, none, weights.type), values);
}

/** The largest entry for each query, [batch, length, 1]. */
function addLargest({ draft, label }: Head, scores: ValueName): ValueName {
	return addNode(draft, 'ReduceMax', `${label}.max`, [scores, integers(draft, [-1])], { keepdims: 1 });
}

/** Adds the value of the null key by its weight, [batch, length, 1]. A position beyond the end of a sequence has the value zero. */
function addNullValue(head: Head, sum: ValueName, weight: ValueName, values: ValueName): ValueName {
	const { context, draft, config, label, tensors } = head;
	const value = config.null?.value ?? 'zero';
	if (value === 'zero') return sum;
	const added = value === 'vector' ? context.weights.tensor(draft, `${tensors}.null`) : addValueAt(head, value.position, values);
	return addNode(draft, 'Add', `${label}.sum.null`, [sum, addNode(draft, 'Mul', `${label}.null`, [weight, added])]);
}

/** The value at a position, [batch, 1, valueWidth]. */
function addValueAt({ context: { weights, frame, main }, draft, label }: Head, position: number, values: ValueName): ValueName {
	const there = addNode(draft, 'Equal', `${label}.null.there`, [frame.positions, integer(main, position)]);
	const row = addNode(draft, 'And', `${label}.null.valid`, [there, frame.validKeys]);
	return addNode(draft, 'MatMul', `${label}.null.value`, [cast(draft, `${label}.null.choice`, row, weights.type), values]);
}
