import type { RaspExpression, RaspProgram, RaspStatement } from '@alta-ts/rasp';

/** A tree as recordings write it: a list that begins with what it is. */
export type PrefixForm = readonly unknown[];

type Item = RaspProgram['statements'][number];

/** The statements of a program as recordings write them. The comment after a statement is part of it there. */
export function prefixForms({ statements }: RaspProgram): readonly PrefixForm[] {
	return statements.filter((each, at) => each.kind !== 'comment' || isOwn(statements, at)).map(item);
}

function isOwn(statements: readonly Item[], at: number): boolean {
	const before = statements[at - 1];
	return before === undefined || before.kind === 'comment';
}

function item(each: Item): PrefixForm {
	switch (each.kind) {
		case 'comment':
			return ['comment'];
		case 'set example':
			return ['setExample', each.which, expression(each.example)];
		case 'show example':
			return ['showExample', each.which];
		case 'examples':
			return ['examples', each.which, each.on ? 'on' : 'off'];
		case 'full display':
			return ['fullSeqDisplay', each.on ? 'on' : 'off'];
		case 'exit':
			return ['exit'];
		default:
			return statement(each);
	}
}

function statement(each: RaspStatement): PrefixForm {
	switch (each.kind) {
		case 'expression':
			return ['expr', expression(each.expression)];
		case 'assign':
			return ['assign', each.names.map(({ name }) => name), ...each.values.map(expression)];
		case 'draw':
			return ['draw', expression(each.drawn), ...(each.input === undefined ? [] : [expression(each.input)])];
		case 'load':
			return ['load', each.path];
		case 'def':
			return ['def', each.name.name, each.parameters.map(({ name }) => name), body(each.body), each.results.map(expression)];
		case 'for':
			return ['for', each.names.map(({ name }) => name), expression(each.iterable), body(each.body)];
	}
}

function body(items: readonly Item[]): readonly PrefixForm[] {
	return items.filter(({ kind }) => kind !== 'comment').map(item);
}

function expression(each: RaspExpression): PrefixForm {
	switch (each.kind) {
		case 'int':
		case 'float':
			return [each.kind, each.text];
		case 'string':
			return ['str', each.value];
		case 'name':
			return ['var', each.name];
		case 'group':
			return expression(each.inner);
		case 'unary':
			return [{ not: 'not', '-': 'neg', '+': 'pos' }[each.operator], expression(each.operand)];
		case 'binary':
			return [each.operator, expression(each.left), expression(each.right)];
		case 'if':
			return ['if', expression(each.condition), expression(each.whenTrue), expression(each.whenFalse)];
		case 'index':
			return ['index', expression(each.container), expression(each.index)];
		case 'call':
			return ['call', expression(each.callee), ...each.operands.map(expression)];
		case 'list':
			return ['list', ...each.items.map(expression)];
		case 'dict':
			return ['dict', ...each.entries.map(({ key, value }) => [expression(key), expression(value)])];
		case 'list for':
			return ['listcomp', expression(each.value), each.names.map(({ name }) => name), expression(each.iterable)];
		case 'dict for': {
			const { key, value } = each.entry;
			return ['dictcomp', expression(key), expression(value), each.names.map(({ name }) => name), expression(each.iterable)];
		}
		case 'select':
			return ['select', expression(each.keys), expression(each.queries), each.predicate];
		case 'aggregate': {
			const { selector, value, fallback } = each;
			return ['aggregate', expression(selector), expression(value), ...(fallback === undefined ? [] : [expression(fallback)])];
		}
		case 'round':
		case 'indicator':
		case 'len':
			return [each.kind, expression(each.operand)];
		case 'range':
		case 'zip':
			return [each.kind, ...each.operands.map(expression)];
	}
}
