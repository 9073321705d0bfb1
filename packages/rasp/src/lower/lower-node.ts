import type { Selector, SOp } from '../graph/node.js';
import { tokenIn } from '../graph/token-form.js';
import { lowerAggregate } from './aggregate.js';
import type { Fn } from './base.js';
import type { Cubes } from './cubes.js';
import { lowerElementwise, withValues } from './elementwise.js';
import { joinAggregates } from './join-aggregates.js';
import { lowerSumOfMean } from './sum-idiom.js';
import { lowerWidth } from './width.js';
import { selectorOfWidth } from './width-idiom.js';
import type { Work } from './work.js';

/** What an s-op holds, given what those hold that it is made of. `layer` is its layer by the cost rule. */
export function lowerNode(work: Work, node: SOp, layer: number, cubesOf: (selector: Selector) => Cubes): Fn {
	const { bases, functions, token, position } = work;
	switch (node.op) {
		case 'tokens':
			return withValues(bases.fn(functions.apply(([element]) => tokenIn(node.form, element), [token.identity()])));
		case 'indices':
			if (node.form === 'number') return bases.fnOf(position);
			return bases.fn(functions.apply(([at]) => BigInt(Number(at)), [position.identity()]));
		case 'constant':
			return bases.fn(functions.constant(node.value));
		case 'elementwise': {
			const counted = selectorOfWidth(node);
			if (counted !== undefined) return lowerWidth(work, node, cubesOf(counted), 'int');
			return lowerSumOfMean(work, node, layer, cubesOf) ?? joinAggregates(work, node, cubesOf) ?? lowerElementwise(work, node, layer);
		}
		case 'aggregate':
			return lowerAggregate(work, node, cubesOf(node.selector));
		case 'selectorWidth':
			return lowerWidth(work, node, cubesOf(node.selector), 'number');
	}
}
