import type { Selector, SOp } from '../graph/node.js';
import { tokenIn } from '../graph/token-form.js';
import { lowerAggregate } from './aggregate.js';
import type { Fn } from './base.js';
import { countOf, sumOf } from './count.js';
import type { Cubes } from './cubes.js';
import { lowerElementwise } from './elementwise.js';
import { joinAggregates } from './join-aggregates.js';
import type { Work } from './work.js';

/** What an s-op holds, given what those hold that it is made of. `layer` is its layer by the cost rule. */
export function lowerNode(work: Work, node: SOp, layer: number, cubesOf: (selector: Selector) => Cubes): Fn {
	const { bases, functions, token, position } = work;
	switch (node.op) {
		case 'tokens':
			return bases.fn(functions.apply(([element]) => tokenIn(node.form, element), [token.identity()]));
		case 'indices':
			if (node.form === 'number') return bases.fnOf(position);
			return bases.fn(functions.apply(([at]) => BigInt(Number(at)), [position.identity()]));
		case 'constant':
			return bases.fn(functions.constant(node.value));
		case 'elementwise':
			return joinAggregates(work, node, cubesOf) ?? lowerElementwise(work, node, layer);
		case 'aggregate':
			return lowerAggregate(work, node, cubesOf(node.selector));
		case 'selectorWidth': {
			const cubes = cubesOf(node.selector);
			const label = (at: number): string => (cubes.length === 1 ? work.labelOf(node) : `${work.labelOf(node)} part ${at + 1}`);
			return sumOf(
				work,
				cubes.map((cube, at) => countOf(work, cube, label(at), node)),
			);
		}
	}
}
