import type { BodyItem, Expression, Item, Program } from './syntax.js';

/** Every expression of a program, outer ones before those in them. */
export function* expressionsIn(program: Program): Generator<Expression> {
	const open = program.statements.flatMap(expressionsOf).reverse();
	for (let each = open.pop(); each !== undefined; each = open.pop()) {
		yield each;
		open.push(...partsOf(each).toReversed());
	}
}

function expressionsOf(item: Item | BodyItem): readonly Expression[] {
	switch (item.kind) {
		case 'expression':
			return [item.expression];
		case 'assign':
			return item.values;
		case 'draw':
			return item.input === undefined ? [item.drawn] : [item.drawn, item.input];
		case 'def':
			return [...item.body.flatMap(expressionsOf), ...item.results];
		case 'for':
			return [item.iterable, ...item.body.flatMap(expressionsOf)];
		case 'set example':
			return [item.example];
		default:
			return [];
	}
}

/** The expressions that an expression is made of, from left to right. */
function partsOf(expression: Expression): readonly Expression[] {
	switch (expression.kind) {
		case 'int':
		case 'float':
		case 'string':
		case 'name':
			return [];
		case 'group':
			return [expression.inner];
		case 'unary':
		case 'round':
		case 'indicator':
		case 'len':
			return [expression.operand];
		case 'binary':
			return [expression.left, expression.right];
		case 'if':
			return [expression.whenTrue, expression.condition, expression.whenFalse];
		case 'index':
			return [expression.container, expression.index];
		case 'call':
			return [expression.callee, ...expression.operands];
		case 'list':
			return expression.items;
		case 'dict':
			return expression.entries.flatMap(({ key, value }) => [key, value]);
		case 'list for':
			return [expression.value, expression.iterable];
		case 'dict for':
			return [expression.entry.key, expression.entry.value, expression.iterable];
		case 'select':
			return [expression.keys, expression.queries];
		case 'aggregate':
			return [expression.selector, expression.value, ...(expression.fallback === undefined ? [] : [expression.fallback])];
		case 'range':
		case 'zip':
			return expression.operands;
	}
}
