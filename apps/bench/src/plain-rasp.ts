import type { GraphValue, Selector, SOp } from '@alta-ts/rasp';

/**
 * Evaluates an s-op as the definitions of RASP read: every selector is a square of truth values, of which an aggregate filters a row.
 * Each node is evaluated once for an input. It takes tokens as they are, and means of numbers.
 */
export function evaluatePlainly(root: SOp, input: readonly GraphValue[]): readonly GraphValue[] {
	const sequences = new Map<SOp, readonly GraphValue[]>();
	const squares = new Map<Selector, readonly (readonly boolean[])[]>();

	function sequence(node: SOp): readonly GraphValue[] {
		const known = sequences.get(node) ?? evaluate(node);
		sequences.set(node, known);
		return known;
	}

	function evaluate(node: SOp): readonly GraphValue[] {
		switch (node.op) {
			case 'tokens':
				return input;
			case 'indices':
				return input.map((_, at) => at);
			case 'constant':
				return input.map(() => node.value);
			case 'elementwise': {
				const inputs = node.inputs.map(sequence);
				return input.map((_, at) => node.operation.apply(...inputs.map((each) => each[at])));
			}
			case 'selectorWidth':
				return square(node.selector).map((row) => row.filter(Boolean).length);
			case 'aggregate': {
				const values = sequence(node.value);
				return square(node.selector).map((row) =>
					mean(
						values.filter((_, at) => row[at] === true),
						node.otherwise,
					),
				);
			}
		}
	}

	function square(selector: Selector): readonly (readonly boolean[])[] {
		const known = squares.get(selector) ?? select(selector);
		squares.set(selector, known);
		return known;
	}

	function select(selector: Selector): readonly (readonly boolean[])[] {
		switch (selector.op) {
			case 'select': {
				const keys = sequence(selector.keys);
				return sequence(selector.queries).map((query) => keys.map((key) => selector.predicate.test(key, query)));
			}
			case 'not':
				return square(selector.selector).map((row) => row.map((each) => !each));
			case 'and':
			case 'or': {
				const right = square(selector.right);
				const isAnd = selector.op === 'and';
				return square(selector.left).map((row, q) =>
					row.map((each, k) => (isAnd ? each && right[q]?.[k] === true : each || right[q]?.[k] === true)),
				);
			}
		}
	}

	return sequence(root);
}

function mean(values: readonly GraphValue[], otherwise: GraphValue): GraphValue {
	const [only, ...more] = values;
	if (values.length === 0) return otherwise;
	return more.length === 0 ? only : values.reduce((sum: number, value) => sum + Number(value), 0) / values.length;
}
