import { isAltaError } from '@alta-ts/diagnostics';
import { requireSelector, requireSOp } from '../builder/check-arguments.js';
import { aggregateValues } from './evaluate-aggregate.js';
import { type Elementwise, type GraphNode, isSOp, type Select, type Selector, type SOp } from './node.js';
import { RaspError } from './rasp-error.js';
import { causalMatrix, notMatrix, pairMatrix, type SelectorMatrix, selectMatrix } from './selector-matrix.js';
import { tokenIn } from './token-form.js';
import { topologicalOrder } from './topological-order.js';
import type { GraphValue } from './value.js';

/** Options of {@link createEvaluator}. */
export interface EvaluateOptions {
	/** Whether positions see only themselves and what is before them: every selector loses the keys after the query. */
	readonly causal?: boolean;
	/** Called with the values of every s-op, once per input; what it throws ends the evaluation. */
	readonly check?: (node: SOp, values: readonly GraphValue[]) => void;
}

/** What the nodes of a graph are on one input. */
export interface Evaluation {
	readonly values: (node: SOp) => readonly GraphValue[];
	readonly matrix: (node: Selector) => SelectorMatrix;
}

/**
 * Prepares graphs for many inputs. Evaluating visits every node once, however often it is used.
 *
 * @throws RaspError from the prepared function, where a node has no value on the input.
 */
export function createEvaluator(roots: readonly GraphNode[], options: EvaluateOptions = {}): (input: readonly GraphValue[]) => Evaluation {
	const order = topologicalOrder(roots);
	return (input) => {
		const sequences = new Map<SOp, readonly GraphValue[]>();
		const matrices = new Map<Selector, SelectorMatrix>();
		const evaluation: Evaluation = {
			values: (node) => sequences.get(node) ?? notPrepared(),
			matrix: (node) => matrices.get(node) ?? notPrepared(),
		};
		for (const node of order) {
			if (isSOp(node)) {
				const values = sequence(node, input, evaluation);
				checked(node, values, options);
				sequences.set(node, values);
			} else {
				const matrix = square(node, evaluation);
				matrices.set(node, options.causal === true ? causalMatrix(matrix) : matrix);
			}
		}
		return evaluation;
	};
}

/**
 * The sequence that an s-op makes of an input.
 *
 * @throws RaspError where it has no value on the input.
 */
export function evaluateGraph(node: SOp, input: readonly GraphValue[], options?: EvaluateOptions): readonly GraphValue[] {
	requireSOp(node, { of: 'evaluateGraph', as: 'node' });
	return createEvaluator([node], options)(input).values(node);
}

/**
 * What a selector selects on an input.
 *
 * @throws RaspError where one of its keys or queries has no value on the input.
 */
export function evaluateSelector(node: Selector, input: readonly GraphValue[], options?: EvaluateOptions): SelectorMatrix {
	requireSelector(node, { of: 'evaluateSelector', as: 'node' });
	return createEvaluator([node], options)(input).matrix(node);
}

/** Calls the check of the options; what it throws is placed at the node. */
export function checked(node: SOp, values: readonly GraphValue[], { check }: EvaluateOptions): void {
	try {
		check?.(node, values);
	} catch (error) {
		throw placed(error, node, undefined);
	}
}

/** The values of an s-op, from those of what it is made of. */
export function sequence(node: SOp, input: readonly GraphValue[], evaluation: Evaluation): readonly GraphValue[] {
	switch (node.op) {
		case 'tokens':
			return input.map((element, position) => at(node, position, () => tokenIn(node.form, element)));
		case 'indices':
			return input.map((_, position) => (node.form === 'int' ? BigInt(position) : position));
		case 'constant':
			return input.map(() => node.value);
		case 'elementwise':
			return elementwise(node, input.length, evaluation);
		case 'aggregate':
			return aggregateValues(node, evaluation.matrix(node.selector), evaluation.values(node.value));
		case 'selectorWidth': {
			const { size, cells } = evaluation.matrix(node.selector);
			return input.map((_, query) => cells.subarray(query * size, (query + 1) * size).reduce((sum, cell) => sum + cell, 0));
		}
	}
}

function elementwise(node: Elementwise, length: number, { values }: Evaluation): readonly GraphValue[] {
	const inputs = node.inputs.map(values);
	return Array.from({ length }, (_, position) => {
		const here = inputs.map((each) => each[position]);
		if (node.operation.undefinedStays === true && here.includes(undefined)) return undefined;
		return at(node, position, () => node.operation.apply(...here));
	});
}

/** What a selector selects, from the values of what it is made of. */
export function square(node: Selector, { values, matrix }: Evaluation): SelectorMatrix {
	switch (node.op) {
		case 'select':
			return selected(node, values(node.keys), values(node.queries));
		case 'not':
			return notMatrix(matrix(node.selector));
		default:
			return pairMatrix(node.op, matrix(node.left), matrix(node.right));
	}
}

function selected(node: Select, keys: readonly GraphValue[], queries: readonly GraphValue[]): SelectorMatrix {
	try {
		return selectMatrix(keys, queries, node.predicate);
	} catch (error) {
		throw placed(error, node, undefined);
	}
}

function at<R>(node: SOp, position: number, action: () => R): R {
	try {
		return action();
	} catch (error) {
		throw placed(error, node, position);
	}
}

/** An error with the node and the position where it happened; what a function of the program's author throws becomes a problem. */
function placed(error: unknown, node: GraphNode, position: number | undefined): RaspError {
	const place = [...(node.name === undefined ? [] : [`${isSOp(node) ? 's-op' : 'selector'} ${node.name}`])];
	const where = position === undefined ? place : [...place, `position ${position}`];
	if (error instanceof RaspError) {
		const [first] = error.problems;
		if (first === undefined) return error;
		const facts = { ...first, where: [...where, ...first.where], span: first.span ?? node.span };
		return new RaspError(error.kind, error.code, error.detail, facts, { cause: error });
	}
	if (isAltaError(error)) throw error;
	const detail = error instanceof Error ? error.message : String(error);
	return new RaspError(
		'host',
		'ALTA0504',
		detail,
		{
			what: `A function of the program failed: ${detail}`,
			where,
			why: 'Functions of a program are called with every value that occurs, and give a value for each.',
			fix: 'Let the function give a value, or undefined, for this one too.',
			span: node.span,
		},
		{ cause: error },
	);
}

function notPrepared(): never {
	throw new Error('internal: the node is not part of the prepared graph');
}
