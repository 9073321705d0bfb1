import type { SyntaxNode } from '@lezer/common';
import { partsOf, type Source } from './source.js';
import type { BinaryOperator, Entry, Expression, Name, Predicate, UnaryOperator } from './syntax.js';

/** How deep expressions may lie in each other. Chains such as a + b + c do not count: they may be of any length. */
export const DEEPEST = 400;

/** An expression lies deeper than {@link DEEPEST}. */
export class TooDeep extends Error {
	readonly node: SyntaxNode;

	constructor(node: SyntaxNode) {
		super('an expression lies too deep');
		this.node = node;
	}
}

/**
 * The expression that a node of the tree stands for.
 *
 * @throws TooDeep where it lies too deep in others.
 */
export function readExpression(node: SyntaxNode, source: Source, depth = 0): Expression {
	if (depth > DEEPEST) throw new TooDeep(node);
	const span = source.span(node);
	const read = (each: SyntaxNode): Expression => readExpression(each, source, depth + 1);
	const operands = (): readonly Expression[] => partsOf(node).map(read);
	switch (node.name) {
		case 'Int':
			return { kind: 'int', text: source.textOf(node), span };
		case 'Float':
			return { kind: 'float', text: source.textOf(node), span };
		case 'String':
			return { kind: 'string', value: source.textOf(node).slice(1, -1), span };
		case 'Variable':
			return { kind: 'name', name: source.textOf(node), span };
		case 'Group':
			return { kind: 'group', inner: only(operands()), span };
		case 'List':
			return { kind: 'list', items: operands(), span };
		case 'Dict':
			return { kind: 'dict', entries: partsOf(node).map((each) => readEntry(each, read)), span };
		case 'ListComprehension': {
			const [value, names, iterable] = partsOf(node);
			return { kind: 'list for', value: read(found(value)), names: readNames(found(names), source), iterable: read(found(iterable)), span };
		}
		case 'DictComprehension': {
			const [entry, names, iterable] = partsOf(node);
			const parts = { entry: readEntry(found(entry), read), names: readNames(found(names), source), iterable: read(found(iterable)) };
			return { kind: 'dict for', ...parts, span };
		}
		case 'Round':
			return { kind: 'round', operand: only(operands()), span };
		case 'Indicator':
			return { kind: 'indicator', operand: only(operands()), span };
		case 'Len':
			return { kind: 'len', operand: only(operands()), span };
		case 'Range':
			return { kind: 'range', operands: operands(), span };
		case 'Zip':
			return { kind: 'zip', operands: operands(), span };
		case 'Select': {
			const [keys, queries, predicate] = partsOf(node);
			const by = source.textOf(found(predicate)) as Predicate;
			return { kind: 'select', keys: read(found(keys)), queries: read(found(queries)), predicate: by, span };
		}
		case 'Aggregate': {
			const [selector, value, fallback] = operands();
			const otherwise = fallback === undefined ? {} : { fallback };
			return { kind: 'aggregate', selector: found(selector), value: found(value), ...otherwise, span };
		}
		case 'Unary': {
			const [operator, operand] = partsOf(node);
			return { kind: 'unary', operator: source.textOf(found(operator)) as UnaryOperator, operand: read(found(operand)), span };
		}
		case 'Postfix':
			return readPostfix(node, read);
		case 'Ternary':
			return readTernary(node, operands());
		case 'Membership':
			return readChain(partsOf(node).map(read), () => 'in');
		default:
			return readBinary(node, source, read);
	}
}

/** Names in the order in which they stand. */
export function readNames(node: SyntaxNode, source: Source): readonly Name[] {
	return partsOf(node).map((each) => readName(each, source));
}

/** A name that is bound. */
export function readName(node: SyntaxNode, source: Source): Name {
	return { name: source.textOf(node), span: source.span(node) };
}

type Read = (node: SyntaxNode) => Expression;

function readBinary(node: SyntaxNode, source: Source, read: Read): Expression {
	const parts = partsOf(node);
	const operators = parts.filter((_, at) => at % 2 === 1).map((each) => source.textOf(each) as BinaryOperator);
	return readChain(parts.filter((_, at) => at % 2 === 0).map(read), (at) => operators[at] ?? 'in');
}

/** Operands of one level, from left to right. */
function readChain(operands: readonly Expression[], operator: (at: number) => BinaryOperator): Expression {
	return operands.reduce((left, right, at) => ({
		kind: 'binary',
		operator: operator(at - 1),
		left,
		right,
		span: { ...left.span, to: right.span.to },
	}));
}

/** `a if b else c if d else e` is `(a if b else c) if d else e`. */
function readTernary(node: SyntaxNode, parts: readonly Expression[]): Expression {
	if (parts.length > 2 * DEEPEST) throw new TooDeep(node);
	let whenTrue = found(parts[0]);
	for (let at = 1; at + 1 < parts.length; at += 2) {
		const whenFalse = found(parts[at + 1]);
		whenTrue = { kind: 'if', whenTrue, condition: found(parts[at]), whenFalse, span: { ...whenTrue.span, to: whenFalse.span.to } };
	}
	return whenTrue;
}

function readPostfix(node: SyntaxNode, read: Read): Expression {
	const [first, ...rest] = partsOf(node);
	if (rest.length > DEEPEST) throw new TooDeep(node);
	return rest.reduce(
		(inner: Expression, each) => {
			const span = { ...inner.span, to: each.to };
			const operands = partsOf(each).map(read);
			return each.name === 'Index'
				? { kind: 'index', container: inner, index: only(operands), span }
				: { kind: 'call', callee: inner, operands, span };
		},
		read(found(first)),
	);
}

function readEntry(node: SyntaxNode, read: Read): Entry {
	const [key, value] = partsOf(node);
	return { key: read(found(key)), value: read(found(value)) };
}

function only(operands: readonly Expression[]): Expression {
	return found(operands[0]);
}

function found<T>(part: T | undefined): T {
	if (part === undefined) throw new Error('internal: the tree does not fit the grammar');
	return part;
}
