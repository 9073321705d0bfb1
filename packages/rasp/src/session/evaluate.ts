import type { Span } from '@alta-ts/diagnostics';
import type { GraphNode } from '../graph/node.js';
import { RaspError } from '../graph/rasp-error.js';
import { type BodyItem, chain, type Entry, type Expression, type Item, type Name } from '../language/syntax.js';
import { apply } from './apply.js';
import { rounded } from './arithmetic.js';
import { LIBRARY_ORIGIN } from './base-scope.js';
import { aggregate, type Builder, elementwise, indicatorOf, operandText, select } from './build.js';
import { asKey, elementsOf, lengthOf, range, zip } from './containers.js';
import { hostError, typeError } from './failures.js';
import { indexed } from './indexing.js';
import { bind, bindElement, valueNamed } from './names.js';
import { predicates, roundedOff } from './operations.js';
import { binary, choose, isTrue, unary } from './operators.js';
import { scopeIn } from './scope.js';
import { valueText } from './text.js';
import {
	type Atom,
	dictOf,
	type FunctionValue,
	isAtom,
	isDict,
	isFunction,
	isList,
	isNode,
	isSelector,
	isSequence,
	listOf,
	type Scope,
	someOf,
	type Value,
} from './value.js';

/** What evaluation works with: where nodes are made, and where it stands. */
export interface Machine {
	readonly builder: Builder;
	/** Tries a new s-op or selector on an example. */
	readonly check: (node: GraphNode) => void;
	/** Runs the statements of a function. */
	readonly run: (scope: Scope, body: readonly BodyItem[]) => void;
	/** Reads the file that a load names, and runs it in a scope of its own. */
	readonly load: (path: string, scope: Scope) => void;
	/** Draws an s-op on an input, or on the example. */
	readonly draw: (drawn: Value, input: Value | undefined) => void;
	/** The expression that is evaluated now; after an error, the one that failed. */
	at: Expression | undefined;
	/** The statement or command that runs now, which errors are placed in that belong to no expression. */
	statement: Item | undefined;
	/** Where a function of the library was called that runs now: what it makes comes from there, and what it fails on is told there. */
	callSite: Span | undefined;
	/** Whether new nodes are tried later, on the input that they are applied to. */
	deferring: boolean;
	/** How many functions are being called in each other now. */
	depth: number;
}

/** As deep as functions can call each other. */
const DEEPEST_CALL = 400;

/**
 * The value of an expression.
 *
 * @throws RaspError where it has none.
 */
export function evaluate(machine: Machine, scope: Scope, expression: Expression): Value {
	const outer = machine.at;
	machine.at = expression;
	const value = expression.kind === 'binary' ? evaluateChain(machine, scope, expression) : compute(machine, scope, expression);
	machine.at = expression;
	finish(machine, scope, value);
	machine.at = outer;
	return value;
}

/** Evaluates the callee of an application, or what is drawn: what it makes is tried on the input that follows. */
export function evaluateDeferred(machine: Machine, scope: Scope, expression: Expression): Value {
	const before = machine.deferring;
	machine.deferring = true;
	try {
		return evaluate(machine, scope, expression);
	} finally {
		machine.deferring = before;
	}
}

/** Every value is `out` until the next; s-ops and selectors are tried on the example. */
function finish(machine: Machine, scope: Scope, value: Value): void {
	if (isNode(value) && !machine.deferring) machine.check(value);
	if (!(isList(value) && value.application !== undefined)) scope.names.set('out', value);
}

function evaluateChain(machine: Machine, scope: Scope, expression: Expression & { readonly kind: 'binary' }): Value {
	const { first, rest } = chain(expression);
	let value = evaluate(machine, scope, first);
	for (const [at, link] of rest.entries()) {
		const right = evaluate(machine, scope, link.right);
		machine.at = link;
		machine.builder.span = machine.callSite ?? link.span;
		value = binary(machine.builder, link.operator, value, right);
		if (at < rest.length - 1) finish(machine, scope, value);
	}
	return value;
}

function compute(machine: Machine, scope: Scope, expression: Exclude<Expression, { kind: 'binary' }>): Value {
	const { builder } = machine;
	const value = (each: Expression): Value => evaluate(machine, scope, each);
	/** Operands are evaluated before; what is made of them comes from here. */
	const here = (): Builder => {
		builder.span = machine.callSite ?? expression.span;
		return builder;
	};
	switch (expression.kind) {
		case 'int':
			return BigInt(expression.text);
		case 'float':
			return Number(expression.text);
		case 'string':
			return expression.value;
		case 'name':
			return valueNamed(scope, expression.name);
		case 'group':
			return value(expression.inner);
		case 'list':
			return listOf(expression.items.map(value));
		case 'dict':
			return dictOf(expression.entries.map(({ key, value: each }) => [asKey(builder, value(key)), value(each)]));
		case 'unary': {
			const operand = value(expression.operand);
			return unary(here(), expression.operator, operand);
		}
		case 'if':
			return computeIf(machine, scope, expression);
		case 'index': {
			const [container, index] = [value(expression.container), value(expression.index)];
			return indexed(here(), container, index);
		}
		case 'call':
			return computeCall(machine, scope, expression);
		case 'list for':
			return listOf(overElements(machine, scope, expression, (inner) => evaluate(machine, inner, expression.value)));
		case 'dict for': {
			const entry = ({ key, value: each }: Entry, inner: Scope): readonly [Atom, Value] => [
				asKey(builder, evaluate(machine, inner, key)),
				evaluate(machine, inner, each),
			];
			return dictOf(overElements(machine, scope, expression, (inner) => entry(expression.entry, inner)));
		}
		case 'select': {
			const [keys, queries] = [value(expression.keys), value(expression.queries)];
			for (const each of [keys, queries]) requireSequence(builder, each);
			return select(here(), keys, queries, predicates[expression.predicate]);
		}
		case 'aggregate':
			return computeAggregate(machine, scope, expression);
		case 'round': {
			const operand = value(expression.operand);
			if (isNode(operand)) return elementwise(here(), roundedOff, [operand], `round(${operandText(builder, operand)})`);
			return rounded(isAtom(operand) ? operand : []);
		}
		case 'indicator': {
			const operand = value(expression.operand);
			if (isSequence(operand)) return indicatorOf(here(), operand);
			throw typeError(`indicator operator expects s-op, got: ${valueText(operand, builder.labels)}`, {
				what: `indicator is given ${valueText(operand, builder.labels)}.`,
				why: `It takes an s-op, and that is ${someOf(operand)}.`,
				fix: 'Give it an s-op, of truth values for example.',
			});
		}
		case 'len':
			return lengthOf(builder, value(expression.operand));
		case 'range':
			return range(builder, expression.operands.map(value));
		case 'zip':
			return zip(builder, expression.operands.map(value));
	}
}

/** With a plain condition only the branch that counts is evaluated, which is what ends recursion. */
function computeIf(machine: Machine, scope: Scope, expression: Expression & { readonly kind: 'if' }): Value {
	const condition = evaluate(machine, scope, expression.condition);
	if (!isSequence(condition)) return evaluate(machine, scope, isTrue(condition) ? expression.whenTrue : expression.whenFalse);
	const then = evaluate(machine, scope, expression.whenTrue);
	const otherwise = evaluate(machine, scope, expression.whenFalse);
	machine.builder.span = machine.callSite ?? expression.span;
	return choose(machine.builder, condition, then, otherwise);
}

function computeAggregate(machine: Machine, scope: Scope, expression: Expression & { readonly kind: 'aggregate' }): Value {
	const { builder } = machine;
	const { labels } = builder;
	const selector = evaluate(machine, scope, expression.selector);
	const value = evaluate(machine, scope, expression.value);
	const fallback = expression.fallback === undefined ? 0n : evaluate(machine, scope, expression.fallback);
	if (!isSelector(selector))
		throw typeError(`Expected selector, got: ${valueText(selector, labels)}`, {
			what: `aggregate is given ${valueText(selector, labels)} to select with.`,
			why: `Its first argument is a selector, and that is ${someOf(selector)}.`,
			fix: 'Make a selector with select.',
		});
	requireSequence(builder, value);
	if (!isAtom(fallback))
		throw typeError(`Expected atom, got: ${valueText(fallback, labels)}`, {
			what: `aggregate is given ${valueText(fallback, labels)} as its default.`,
			why: `Where nothing is selected the result is an atom, and that is ${someOf(fallback)}.`,
			fix: 'Use an atom. To choose by position, use if and else with has_focus.',
		});
	builder.span = machine.callSite ?? expression.span;
	return aggregate(builder, selector, value, fallback);
}

function requireSequence(builder: Builder, value: Value): void {
	if (isSequence(value) || isAtom(value)) return;
	throw typeError(`Expected sequence, got: ${valueText(value, builder.labels)}`, {
		what: `${valueText(value, builder.labels)} stands where an s-op is needed.`,
		why: `It is ${someOf(value)}, which has no value at each position.`,
		fix: 'Use an s-op, or an atom, which is the same at every position.',
	});
}

function overElements<T>(
	machine: Machine,
	scope: Scope,
	{ names, iterable }: { readonly names: readonly Name[]; readonly iterable: Expression },
	each: (inner: Scope) => T,
): readonly T[] {
	return elementsOf(machine.builder, evaluate(machine, scope, iterable)).map((element) => {
		const inner = scopeIn(scope);
		bindElement(machine.builder, inner, names, element);
		return each(inner);
	});
}

function computeCall(machine: Machine, scope: Scope, expression: Expression & { readonly kind: 'call' }): Value {
	const single = expression.operands.length === 1;
	const callee = single ? evaluateDeferred(machine, scope, expression.callee) : evaluate(machine, scope, expression.callee);
	const operands = expression.operands.map((each) => evaluate(machine, scope, each));
	machine.at = expression;
	if (isFunction(callee)) return call(machine, callee, operands);
	if (!isNode(callee))
		throw new RaspError('NotImplemented', 'ALTA0014', '', {
			what: `${valueText(callee, machine.builder.labels)} is called.`,
			why: `It is ${someOf(callee)}, and only functions, s-ops and selectors can be called.`,
			fix: 'Call a function, or apply an s-op or a selector to an input.',
		});
	const [input] = operands;
	if (operands.length !== 1 || input === undefined) throw wrongCount('evaluate unfinished', 1, operands.length);
	return apply(callee, input, machine.builder.labels);
}

/** Calls a function of RASP. Its body sees the scope it was written in. */
function call(machine: Machine, { definition, scope: written }: FunctionValue, operands: readonly Value[]): Value {
	const { name, parameters, body, results } = definition;
	const { builder } = machine;
	if (operands.length !== parameters.length) throw wrongCount(name.name, parameters.length, operands.length);
	if (machine.depth >= DEEPEST_CALL) throw tooDeep(name.name);
	const label = `${name.name}(${operands.map((each) => argumentText(builder, each)).join(' , ')})`;
	const scope = scopeIn(written);
	const before = machine.deferring;
	const [site, within] = [machine.callSite, builder.within];
	const isOfLibrary = written.origin === LIBRARY_ORIGIN;
	if (isOfLibrary) {
		machine.callSite ??= machine.at?.span;
		builder.within ??= name.name;
	}
	machine.depth++;
	machine.deferring = false;
	try {
		for (const [at, operand] of operands.entries()) bind(scope, parameters[at]?.name ?? '', operand, parameters[at]?.span);
		machine.run(scope, body);
		const values = results.map((each) => evaluate(machine, scope, each));
		const [only] = values;
		if (values.length !== 1 || only === undefined) return listOf(values);
		if (isNode(only)) builder.labels.returned(only, label);
		return only;
	} catch (error) {
		const told = isOfLibrary ? wrongOperand(error, definition, operands) : error;
		throw inFunction(told, name.name, machine, isOfLibrary ? machine.callSite : undefined);
	} finally {
		machine.depth--;
		machine.callSite = site;
		builder.within = within;
		machine.deferring = before;
	}
}

/** As many functions are told that an error happened in, from the outside in. */
const MOST_FUNCTIONS = 4;

/** An error with the function in which it happened. The place in the source stays that of the part that failed, or the call of the library. */
function inFunction(error: unknown, name: string, machine: Machine, site: Span | undefined): unknown {
	const [first] = error instanceof RaspError ? error.problems : [];
	if (!(error instanceof RaspError) || first === undefined || first.where.length >= MOST_FUNCTIONS) return error;
	const span = site ?? first.span ?? (machine.at ?? machine.statement)?.span;
	const facts = { ...first, where: [`function ${name}`, ...first.where], span };
	return new RaspError(error.kind, error.code, error.detail, facts, { cause: error });
}

/** The parameter of functions of the library that takes a selector. All others take none. */
const SELECTOR_PARAMETER = 'sel';

/** Why a function of the library failed, where that is an operand of the wrong kind: its body is not the caller's concern. */
function wrongOperand(error: unknown, { name, parameters }: FunctionValue['definition'], operands: readonly Value[]): unknown {
	const [first] = error instanceof RaspError ? error.problems : [];
	const at = operands.findIndex((operand, index) => isSelector(operand) !== (parameters[index]?.name === SELECTOR_PARAMETER));
	const [operand, parameter] = [operands[at], parameters[at]?.name];
	if (!(error instanceof RaspError) || first === undefined || operand === undefined || parameter === undefined) return error;
	const wantsSelector = parameter === SELECTOR_PARAMETER;
	const facts = {
		what: `${name.name} is given ${someOf(operand)} as ${parameter}.`,
		why: `It takes ${wantsSelector ? 'a selector' : 'an s-op or an atom'} there.`,
		fix: wantsSelector ? 'Make a selector with select.' : 'Use aggregate or selector_width to get an s-op from a selector.',
	};
	return new RaspError(error.kind, error.code, error.detail, { ...first, ...facts, where: [] }, { cause: error });
}

/** An argument in the label of a call. Long lists say only what they are. */
function argumentText(builder: Builder, value: Value): string {
	const text = operandText(builder, value);
	if (text.length > 20 && (isList(value) || isDict(value))) return `(${value.kind})`;
	return text;
}

function wrongCount(name: string, expected: number, got: number): RaspError {
	return new RaspError('ArgsError', 'ALTA0012', `wrong number of args for ${name}- expected: ${expected}, got: ${got}.`, {
		what:
			name === 'evaluate unfinished'
				? `An s-op or selector is applied to ${got} inputs.`
				: `${name} is called with ${got === 0 ? 'no arguments' : got === 1 ? 'one argument' : `${got} arguments`}.`,
		why: name === 'evaluate unfinished' ? 'It is applied to one.' : `It takes ${expected}.`,
		fix: `Give it ${expected === 0 ? 'none' : expected === 1 ? 'one' : expected}.`,
	});
}

function tooDeep(name: string): RaspError {
	return hostError('maximum recursion depth exceeded', {
		what: `${name} calls itself without an end, or nearly so.`,
		why: `Functions can call each other ${DEEPEST_CALL} deep.`,
		fix: 'Let a condition on a plain value end the recursion: with an s-op as the condition both branches are evaluated.',
	});
}
