import type { SyntaxNode, Tree } from '@lezer/common';
import { readExpression, readName, readNames } from './read-expression.js';
import { partsOf, type Source } from './source.js';
import type { BodyItem, Command, Comment, Expression, FunctionDefinition, Item, Program, Statement, Which } from './syntax.js';

/** The program that a tree of the grammar stands for. What contains one of the places where the parser stumbled is left out. */
export function readTree(tree: Tree, source: Source, stumbles: readonly number[]): Program {
	const sound = ({ from, to, type }: SyntaxNode): boolean => !type.isError && !stumbles.some((at) => at >= from && at <= to);
	const statements: readonly Item[] = readItems(tree.topNode, source, sound, (node) => readItem(node, source));
	return { kind: 'program', statements, span: { source: source.name, from: 0, to: source.text.length } };
}

/** What stands in a node line by line, with its comments. Comments inside a statement go before it. */
function readItems<T>(
	node: SyntaxNode,
	source: Source,
	wanted: (node: SyntaxNode) => boolean,
	read: (node: SyntaxNode) => T,
): readonly (T | Comment)[] {
	const items: (T | Comment)[] = [];
	for (let each = node.firstChild; each !== null; each = each.nextSibling) {
		if (!wanted(each)) continue;
		if (each.name === 'Comment') items.push(readComment(each, source));
		else items.push(...innerComments(each, source), read(each));
	}
	return items;
}

function readItem(node: SyntaxNode, source: Source): Statement | Command {
	const span = source.span(node);
	switch (node.name) {
		case 'SetExample':
			return { kind: 'set example', which: readWhich(node, source), example: lastExpression(node, source), span };
		case 'ShowExample':
			return { kind: 'show example', which: readWhich(node, source), span };
		case 'Examples':
			return { kind: 'examples', which: readWhich(node, source), on: isOn(node, source), span };
		case 'FullDisplay':
			return { kind: 'full display', on: isOn(node, source), span };
		case 'Exit':
			return { kind: 'exit', span };
		default:
			return readStatement(node, source);
	}
}

function readStatement(node: SyntaxNode, source: Source): Statement {
	const span = source.span(node);
	switch (node.name) {
		case 'ExpressionStatement':
			return { kind: 'expression', expression: lastExpression(node, source), span };
		case 'Assignment':
			return { kind: 'assign', names: readNames(part(node, 'Names'), source), values: readResults(node, source), span };
		case 'Draw': {
			const [drawn, input] = partsOf(node).map((each) => readExpression(each, source));
			return { kind: 'draw', drawn: drawn ?? lastExpression(node, source), ...(input === undefined ? {} : { input }), span };
		}
		case 'Load':
			return { kind: 'load', path: source.textOf(part(node, 'String')).slice(1, -1), span };
		case 'FunctionDefinition':
			return readFunction(node, source);
		default:
			return readLoop(node, source);
	}
}

function readFunction(node: SyntaxNode, source: Source): FunctionDefinition {
	const body = part(node, 'Body');
	const comments = node.getChildren('Comment').map((each) => readComment(each, source));
	const names = node.getChild('Names');
	return {
		kind: 'def',
		name: readName(part(node, 'Name'), source),
		parameters: names === null ? [] : readNames(names, source),
		body: [...comments.filter(({ span }) => span.to <= body.from), ...readBody(body, source)],
		results: readResults(body, source),
		ending: comments.filter(({ span }) => span.from >= body.to),
		span: source.span(node),
	};
}

function readLoop(node: SyntaxNode, source: Source): Statement {
	const body = part(node, 'LoopBody');
	const comments = node.getChildren('Comment').map((each) => readComment(each, source));
	const [names, iterable] = partsOf(node);
	if (names === undefined || iterable === undefined) throw new Error('internal: a loop without names or without what it goes over');
	return {
		kind: 'for',
		names: readNames(names, source),
		iterable: readExpression(iterable, source),
		body: [
			...comments.filter(({ span }) => span.to <= body.from),
			...readBody(body, source),
			...comments.filter(({ span }) => span.from >= body.to),
		],
		span: source.span(node),
	};
}

function readBody(node: SyntaxNode, source: Source): readonly BodyItem[] {
	return readItems(
		node,
		source,
		({ name }) => name !== 'Results',
		(each) => readStatement(each, source),
	);
}

function readWhich(node: SyntaxNode, source: Source): Which {
	const which = node.getChild('Which');
	if (which === null) return 'both';
	return source.textOf(which) === 'selector' ? 'selector' : 's-op';
}

function isOn(node: SyntaxNode, source: Source): boolean {
	return source.textOf(part(node, 'Switch')) === 'on';
}

function readResults(node: SyntaxNode, source: Source): readonly Expression[] {
	return partsOf(part(node, 'Results')).map((each) => readExpression(each, source));
}

function lastExpression(node: SyntaxNode, source: Source): Expression {
	const last = partsOf(node).at(-1);
	if (last === undefined) throw new Error(`internal: ${node.name} without an expression`);
	return readExpression(last, source);
}

function readComment(node: SyntaxNode, source: Source): Comment {
	const before = source.text.slice(source.text.lastIndexOf('\n', node.from - 1) + 1, node.from);
	return { kind: 'comment', text: source.textOf(node).trimEnd(), trailing: before.trim() !== '', span: source.span(node) };
}

/** Comments in the middle of a statement, but for those among the statements of its body. */
function innerComments(node: SyntaxNode, source: Source): readonly Comment[] {
	const found: Comment[] = [];
	const withBody = node.name === 'FunctionDefinition' || node.name === 'ForLoop';
	node.toTree().iterate({
		enter: (each) => {
			if (each.name === 'Body' || each.name === 'LoopBody') return false;
			if (each.name !== 'Comment' || (withBody && each.node.parent?.name === node.name)) return true;
			const [from, to] = [each.from + node.from, each.to + node.from];
			found.push({
				kind: 'comment',
				text: source.text.slice(from, to).trimEnd(),
				trailing: false,
				span: { source: source.name, from, to },
			});
			return true;
		},
	});
	return found;
}

function part(node: SyntaxNode, name: string): SyntaxNode {
	const found = node.getChild(name);
	if (found === null) throw new Error(`internal: ${node.name} without ${name}`);
	return found;
}
