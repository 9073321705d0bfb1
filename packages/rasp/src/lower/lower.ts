import { checkProgram, type Program, type Value } from '@alta-ts/core';
import { requireSOp } from '../builder/check-arguments.js';
import { analyseCost, type Cost, layerOfEach } from '../graph/cost.js';
import { mergeIdentical } from '../graph/merge-identical.js';
import { type GraphNode, isSOp, type SOp } from '../graph/node.js';
import { topologicalOrder } from '../graph/topological-order.js';
import { type GraphValue, isNumeric } from '../graph/value.js';
import { type Column, createBases, type Fn } from './base.js';
import { checkOptions } from './check-options.js';
import { decoderOf } from './decode.js';
import { emitProgram } from './emit-program.js';
import { findFailingInput } from './failing-input.js';
import { createFunctions } from './functions.js';
import { imageOf } from './image.js';
import { lowerNode } from './lower-node.js';
import type { LowerOptions } from './options.js';
import { createPlan } from './plan.js';
import { Refusal, refusedAt } from './refusal.js';
import { createSelectorCubes } from './selector-cubes.js';
import type { Work } from './work.js';

/** A program made from a graph. */
export interface Lowered {
	readonly program: Program;
	/** Layers and heads of the graph, by the rule of the RASP paper. */
	readonly cost: Cost;
	/** A value of the program's output as the value of the graph that it stands for. */
	readonly decode: (value: Value) => GraphValue;
}

/** How many symbols an answer may be one of; beyond that numbers are answers as numbers. */
const MOST_SYMBOLS = 4096;

/** How many bases a node can need: the parts of its selector, and what holds their queries and keys. */
const BASES_PER_NODE = 200;

/**
 * Lowers an s-op to a program that gives, on every input over the vocabulary and up to the longest length, what evaluation gives. On
 * inputs on which evaluation fails the answer means nothing.
 *
 * The program has at most as many layers with heads as the cost rule says. A layer without heads comes first where the first heads
 * compare or fetch what depends on token and position together, which no embedding of tokens and positions can hold.
 *
 * @throws AltaError where the graph cannot be lowered, with the node and its place in the source.
 * @example
 * ```ts
 * import { EQ, lower, select, selectorWidth, tokens } from '@alta-ts/rasp';
 * const histogram = selectorWidth(select(tokens(), tokens(), EQ));
 * const { program } = lower(histogram, { name: 'histogram', vocabulary: ['a', 'b'], maxLength: 10 });
 * program.stages[0]?.layers[0]?.heads.map((head) => head.combine) // => ['sum']
 * ```
 */
export function lower(root: SOp, options: LowerOptions): Lowered {
	requireSOp(root, { of: 'lower', as: 'root' });
	const tokens = checkOptions(options);
	const merged = mergeIdentical([root]);
	const answer = merged.get(root);
	if (answer === undefined || !isSOp(answer)) throw new Error('internal: the root was lost');
	const names = namesOf(merged, (node) => options.nameOf?.(node) ?? node.name);
	const descriptions = namesOf(merged, (node) => options.descriptionOf?.(node));
	const order = topologicalOrder([answer]);
	const fns = new Map<SOp, Fn>();
	const work = createWork(options, answer, order.length, fns, { names, descriptions });
	const layers = layerOfEach([answer]);
	const cubesOf = createSelectorCubes(work);
	const at = <R>(node: GraphNode, action: () => R): R => {
		try {
			return action();
		} catch (error) {
			throw error instanceof Refusal ? refusedAt(withReason(error, node, options), node, names.get(node)) : error;
		}
	};
	for (const node of order)
		if (isSOp(node))
			fns.set(
				node,
				at(node, () => lowerNode(work, node, layers.get(node) ?? 0, cubesOf)),
			);
	const fn = work.fnOf(answer);
	const column = at(answer, () => work.plan.hold(fn, outputKind(work, answer, fn), work.labelOf(answer)));
	const program = emitProgram(work.plan, { name: options.name, input: { tokens }, positions: options.maxLength }, column);
	checkProgram(program);
	return { program, cost: analyseCost(root), decode: decoderOf(work, fn, column) };
}

/** A refusal of what has no value on any input, with why evaluation fails. */
function withReason(refusal: Refusal, node: GraphNode, options: LowerOptions): Refusal {
	const failing = refusal.code === 'ALTA0519' && isSOp(node) ? findFailingInput(node, options) : undefined;
	if (failing === undefined) return refusal;
	return new Refusal(refusal.code, { ...refusal.facts, why: `It fails on every input over this vocabulary. ${failing.what}` });
}

function createWork(
	options: LowerOptions,
	answer: SOp,
	nodes: number,
	fns: ReadonlyMap<SOp, Fn>,
	{ names, descriptions }: Readonly<Record<'names' | 'descriptions', ReadonlyMap<GraphNode, string>>>,
): Work {
	const functions = createFunctions(BASES_PER_NODE * (nodes + 1));
	const bases = createBases(functions);
	const given = { ready: 0, readable: 0 };
	const called = (node: GraphNode): string | undefined => names.get(node) ?? descriptions.get(node);
	const token = bases.add({ ...given, label: { text: 'token' }, domain: () => options.vocabulary });
	const positions = Array.from({ length: options.maxLength }, (_, at) => at);
	const position = bases.add({ ...given, label: { text: 'position' }, domain: () => positions });
	return {
		functions,
		bases,
		answer,
		plan: createPlan({ functions, bases, token, position }),
		token,
		position,
		heads: new Map(),
		sums: new Map(),
		tallies: new Map(),
		rounded: new Map(),
		ranks: new Set(),
		length: options.maxLength,
		causal: options.causal === true,
		fnOf: (node) => fns.get(node) ?? notLowered(),
		labelOf: (node) => ({ text: called(node) ?? defaultLabel(node, called), span: node.span }),
	};
}

/** What merged nodes are called: the first of the nodes that became one lends its name. */
function namesOf(
	merged: ReadonlyMap<GraphNode, GraphNode>,
	nameOf: (node: GraphNode) => string | undefined,
): ReadonlyMap<GraphNode, string> {
	const names = new Map<GraphNode, string>();
	for (const [node, same] of merged) {
		const name = nameOf(node);
		if (name !== undefined && !names.has(same)) names.set(same, name);
	}
	return names;
}

/** Answers are symbols, as long as there are not too many: weights give them exactly. Means are numbers, and so is what is asked for as one. */
function outputKind(work: Work, answer: SOp, fn: Fn): Column['kind'] {
	const values = imageOf(work, fn);
	const isOfNumbers = values === undefined || values.every((value) => value === undefined || isNumeric(value));
	if (!isOfNumbers) return 'categorical';
	if (answer.encoding !== undefined && values !== undefined) return answer.encoding;
	if (values === undefined || values.length > MOST_SYMBOLS) return 'numerical';
	if (values.every((value) => value === undefined || Number.isInteger(Number(value)))) return 'categorical';
	return fn.base?.output?.kind ?? (fn.linear === undefined ? 'categorical' : 'numerical');
}

function defaultLabel(node: SOp, called: (node: GraphNode) => string | undefined): string {
	const value = node.op === 'aggregate' ? called(node.value) : undefined;
	if (value !== undefined) return `aggregate ${value}`;
	if (node.op === 'elementwise') return node.operation.name;
	return node.op === 'selectorWidth' ? 'width' : node.op;
}

function notLowered(): never {
	throw new Error('internal: an operand was not lowered before');
}
