import {
	type Binary,
	type BinaryOperator,
	type BodyItem,
	chain,
	type Entry,
	type Expression,
	type Item,
	type Name,
	type Program,
} from './syntax.js';

/** Levels of operators from the loosest to the tightest. A level of its own for what needs no parentheses anywhere. */
const levels: Readonly<Record<BinaryOperator, number>> = {
	in: 0,
	and: 2,
	or: 2,
	'==': 3,
	'<': 3,
	'>': 3,
	'<=': 3,
	'>=': 3,
	'+': 4,
	'-': 4,
	'%': 5,
	'*': 6,
	'/': 6,
	'^': 7,
};
const TERNARY = 1;
const UNARY = 8;
const POSTFIX = 9;
const WORD = 10;

/**
 * RASP text for a syntax tree: a statement a line, bodies indented by a tab, parentheses as they were written and where the tree needs
 * them. What is printed reads back as a tree that prints the same.
 */
export function printRasp(program: Program): string {
	return lines(program.statements, '').join('\n') + (program.statements.length === 0 ? '' : '\n');
}

/** RASP text for an expression. */
export function printExpression(expression: Expression): string {
	return print(expression, 0);
}

function lines(items: readonly (Item | BodyItem)[], indent: string): readonly string[] {
	const done: string[] = [];
	for (const item of items) {
		const last = done.at(-1);
		if (item.kind === 'comment' && item.trailing && last !== undefined && !last.includes('#'))
			done[done.length - 1] = `${last} ${item.text}`;
		else done.push(...(item.kind === 'comment' ? [item.text] : statement(item)).map((line) => indent + line));
	}
	return done;
}

function statement(item: Exclude<Item, { kind: 'comment' }>): readonly string[] {
	switch (item.kind) {
		case 'expression':
			return [`${print(item.expression, 0)};`];
		case 'assign':
			return [`${names(item.names)} = ${listed(item.values)};`];
		case 'draw':
			return [`draw(${listed(item.input === undefined ? [item.drawn] : [item.drawn, item.input])});`];
		case 'load':
			return [`load "${item.path}";`];
		case 'def':
			return [
				`def ${item.name.name}(${names(item.parameters)}) {`,
				...lines(item.body, '\t'),
				`\treturn ${listed(item.results)};`,
				...item.ending.map(({ text }) => `\t${text}`),
				'}',
			];
		case 'for':
			return [`for ${names(item.names)} in ${print(item.iterable, 0)} {`, ...lines(item.body, '\t'), '}'];
		case 'set example':
			return [`set ${which(item.which)}example ${print(item.example, 0)}`];
		case 'show example':
			return [`show ${which(item.which)}example`];
		case 'examples':
			return [`${which(item.which)}examples ${item.on ? 'on' : 'off'}`];
		case 'full display':
			return [`full seq display ${item.on ? 'on' : 'off'}`];
		case 'exit':
			return ['exit'];
	}
}

function which(kind: 'both' | 's-op' | 'selector'): string {
	return kind === 'both' ? '' : `${kind} `;
}

function names(all: readonly Name[]): string {
	return all.map(({ name }) => name).join(', ');
}

function listed(all: readonly Expression[]): string {
	return all.map((each) => print(each, 0)).join(', ');
}

/** Prints an expression where operators of at least this level can stand without parentheses. */
function print(expression: Expression, level: number): string {
	const [text, own] = written(expression);
	return own < level ? `(${text})` : text;
}

function written(expression: Expression): readonly [text: string, level: number] {
	switch (expression.kind) {
		case 'int':
		case 'float':
			return [expression.text, WORD];
		case 'string':
			return [`"${expression.value}"`, WORD];
		case 'name':
			return [expression.name, WORD];
		case 'group':
			return [`(${print(expression.inner, 0)})`, WORD];
		case 'unary':
			return [`${expression.operator}${expression.operator === 'not' ? ' ' : ''}${unaryOperand(expression.operand)}`, UNARY];
		case 'binary':
			return [binary(expression), levels[expression.operator]];
		case 'if': {
			const { whenTrue, condition, whenFalse } = expression;
			return [`${print(whenTrue, TERNARY)} if ${print(condition, 0)} else ${print(whenFalse, TERNARY + 1)}`, TERNARY];
		}
		case 'index':
			return [`${print(expression.container, POSTFIX)}[${print(expression.index, 0)}]`, POSTFIX];
		case 'call':
			return [`${callee(expression.callee)}(${listed(expression.operands)})`, POSTFIX];
		case 'list':
			return [`[${listed(expression.items)}]`, WORD];
		case 'dict':
			return [`{${expression.entries.map(entry).join(', ')}}`, WORD];
		case 'list for':
			return [`[${print(expression.value, 0)} for ${names(expression.names)} in ${print(expression.iterable, 0)}]`, WORD];
		case 'dict for':
			return [`{${entry(expression.entry)} for ${names(expression.names)} in ${print(expression.iterable, 0)}}`, WORD];
		case 'select':
			return [`select(${listed([expression.keys, expression.queries])}, ${expression.predicate})`, WORD];
		case 'aggregate': {
			const { selector, value, fallback } = expression;
			return [`aggregate(${listed(fallback === undefined ? [selector, value] : [selector, value, fallback])})`, WORD];
		}
		case 'round':
		case 'indicator':
		case 'len':
			return [`${expression.kind}(${print(expression.operand, 0)})`, WORD];
		case 'range':
		case 'zip':
			return [`${expression.kind}(${listed(expression.operands)})`, WORD];
	}
}

/** Names that open calls of the language's own are ordinary names in parentheses. */
function callee(expression: Expression): string {
	const text = print(expression, POSTFIX);
	return ['select', 'aggregate', 'range', 'zip', 'len'].includes(text) ? `(${text})` : text;
}

/** A minus before a minus needs a blank for the eye. */
function unaryOperand(operand: Expression): string {
	const text = print(operand, UNARY);
	return /^[-+]/.test(text) ? ` ${text}` : text;
}

/** A chain, however long, leans left on its level. */
function binary(expression: Binary): string {
	const { first, rest } = chain(expression);
	let text = print(first, rest[0] === undefined ? 0 : levels[rest[0].operator]);
	for (const [at, { operator, right }] of rest.entries()) {
		const level = levels[operator];
		const before = rest[at - 1];
		if (before !== undefined && levels[before.operator] < level) text = `(${text})`;
		text += `${spaced(operator)}${print(right, level + 1)}`;
	}
	return text;
}

function spaced(operator: BinaryOperator): string {
	return operator === '^' ? operator : ` ${operator} `;
}

function entry({ key, value }: Entry): string {
	return `${print(key, 0)}: ${print(value, 0)}`;
}
