import type { Activation } from '../config.js';
import type { ExportContext } from './export-context.js';
import { addNode, type GraphDraft, type ValueName } from './graph-draft.js';

/** Writes down x · weight + bias. */
export function addLinear(draft: GraphDraft, label: string, x: ValueName, weight: ValueName, bias: ValueName | undefined): ValueName {
	if (bias === undefined) return addNode(draft, 'MatMul', label, [x, weight]);
	return addNode(draft, 'Add', label, [addNode(draft, 'MatMul', `${label}.product`, [x, weight]), bias]);
}

/** Writes down an activation function. */
export function addActivation(
	{ weights }: ExportContext,
	draft: GraphDraft,
	activation: Activation,
	label: string,
	x: ValueName,
): ValueName {
	const number = (value: number): ValueName => weights.number(draft, value);
	switch (activation) {
		case 'none':
			return x;
		case 'relu':
			return addNode(draft, 'Relu', label, [x]);
		case 'clipped-relu':
			return addNode(draft, 'Clip', label, [x, number(0), number(1)]);
		case 'tanh':
			return addNode(draft, 'Tanh', label, [x]);
		case 'sigmoid':
			return addNode(draft, 'Sigmoid', label, [x]);
		case 'gelu': {
			// x · Φ(x), with Φ from the error function; the standard has an operator of its own from version 20 on.
			const erf = addNode(draft, 'Erf', `${label}.erf`, [addNode(draft, 'Mul', `${label}.scaled`, [x, number(Math.SQRT1_2)])]);
			const half = addNode(draft, 'Mul', `${label}.half`, [x, number(0.5)]);
			return addNode(draft, 'Mul', label, [half, addNode(draft, 'Add', `${label}.phi`, [erf, number(1)])]);
		}
	}
}
