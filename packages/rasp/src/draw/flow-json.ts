import { analyseCost } from '../graph/cost.js';
import type { SOp } from '../graph/node.js';
import type { Labels } from '../session/labels.js';
import { flowOf } from './flow.js';

/** What a drawing shows, as data: layers and heads as written and with equal selectors as one, and the flow by names. */
export interface FlowData {
	readonly layers: number;
	readonly maxHeads: number;
	readonly headsPerLayer: readonly number[];
	readonly merged: { readonly layers: number; readonly headsPerLayer: readonly number[] };
	readonly flow: {
		readonly heads: readonly {
			readonly layer: number;
			readonly selector: string;
			readonly keys: readonly string[];
			readonly queries: readonly string[];
			readonly outputs: readonly string[];
		}[];
		readonly elementwise: readonly { readonly layer: number; readonly name: string }[];
	};
}

/** How an s-op comes about, as plain data. */
export function flowData(root: SOp, labels: Labels): FlowData {
	const { asWritten, merged } = analyseCost(root);
	const { heads, elementwise } = flowOf(root, labels.isNamed);
	const names = (nodes: readonly SOp[]): readonly string[] => [...new Set(nodes.map(labels.of))].sort();
	return {
		layers: asWritten.layers,
		maxHeads: asWritten.maxHeads,
		headsPerLayer: asWritten.headsPerLayer,
		merged: { layers: merged.layers, headsPerLayer: merged.headsPerLayer },
		flow: {
			heads: heads.map(({ layer, selector, keys, queries, outputs }) => ({
				layer,
				selector: labels.of(selector),
				keys: names(keys),
				queries: names(queries),
				outputs: outputs.map(labels.of),
			})),
			elementwise: elementwise.map(({ layer, node }) => ({ layer, name: labels.of(node) })),
		},
	};
}
