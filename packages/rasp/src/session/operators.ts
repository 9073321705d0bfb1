import { equalValues } from '../graph/compare.js';
import type { BinaryOperator, Comparison, UnaryOperator } from '../language/syntax.js';
import { noResult, pythonType } from './arithmetic.js';
import { aggregate, type Builder, binaryLabel, combine, elementwise, indicatorOf, negate, operandText } from './build.js';
import { hostError, typeError } from './failures.js';
import { binaryOperations, chosen, inverted, negated, truth, unchanged } from './operations.js';
import { valuesText, valueText } from './text.js';
import {
	type Atom,
	isAtom,
	isDict,
	isFunction,
	isList,
	isNode,
	isSelector,
	isSequence,
	keyOf,
	kindOf,
	type List,
	listOf,
	someOf,
	type Value,
} from './value.js';

/** `left operator right`, whatever the two are. */
export function binary(builder: Builder, operator: BinaryOperator, left: Value, right: Value): Value {
	if (operator === 'in') return contained(builder, left, right);
	if (operator === 'and' || operator === 'or') return logic(builder, operator, left, right);
	if (isSelector(left) || isSelector(right))
		throw typeError(`Cannot apply ${operator} to selector(s)`, {
			what: `${operator} has a selector as an operand.`,
			why: 'Selectors can only be combined by and, or and not.',
			fix: 'Apply it to the s-ops that the selector is made of, or to what aggregate makes of it.',
		});
	if (isSequence(left) || isSequence(right))
		return elementwise(builder, binaryOperations[operator], [left, right], binaryLabel(builder, operator, left, right));
	if (isAtom(left) && isAtom(right)) return atomOf(binaryOperations[operator].apply(left, right));
	return onContainers(operator, left, right);
}

/** `operator operand`. */
export function unary(builder: Builder, operator: UnaryOperator, operand: Value): Value {
	if (operator === 'not') {
		if (isSelector(operand)) return negate(builder, operand);
		if (isSequence(operand)) return elementwise(builder, inverted, [operand], `( not ${operandText(builder, operand)} )`);
		return !isTrue(operand);
	}
	if (isSelector(operand))
		throw typeError(`Cannot apply ${operator} to selector(s)`, {
			what: `${operator} has a selector as its operand.`,
			why: 'Selectors can only be combined by and, or and not.',
			fix: 'Apply it to what aggregate makes of the selector.',
		});
	const operation = operator === '-' ? negated : unchanged;
	if (isSequence(operand)) return elementwise(builder, operation, [operand], `( ${operator} ${operandText(builder, operand)} )`);
	if (isAtom(operand)) return atomOf(operation.apply(operand));
	throw hostError(`bad operand type for unary ${operator}: '${kindOf(operand)}'`, {
		what: `A sign stands before ${someOf(operand)}.`,
		why: 'Only numbers have one.',
		fix: 'Use a number or an s-op of numbers.',
	});
}

/** The value by position: that of `then` where the condition holds, else that of `otherwise`. */
export function choose(builder: Builder, condition: Value, then: Value, otherwise: Value): Value {
	const text = (value: Value): string => operandText(builder, value);
	return elementwise(builder, chosen, [condition, then, otherwise], `${text(then)} if ${text(condition)} else ${text(otherwise)}`);
}

/** Whether a value that is no s-op counts as true. */
export function isTrue(value: Value): boolean {
	if (isSelector(value))
		throw typeError('selectors have no truth value', {
			what: 'A selector stands where a truth value is needed.',
			why: 'It is neither true nor false: it says which positions are selected.',
			fix: 'Use has_focus to ask whether anything is selected.',
		});
	if (isAtom(value)) return truth(value);
	if (isList(value)) return value.items.length > 0;
	return isDict(value) ? value.entries.size > 0 : true;
}

/** Whether two values are equal. S-ops, selectors and functions are equal to themselves alone. */
function equal(a: Value, b: Value): boolean {
	if (isAtom(a) && isAtom(b)) return equalValues(a, b);
	if (isList(a) && isList(b)) return a.items.length === b.items.length && a.items.every((each, at) => equalAt(each, b.items, at));
	if (isDict(a) && isDict(b)) {
		const same = ([id, [, each]]: readonly [string, readonly [Atom, Value]]): boolean => {
			const other = b.entries.get(id);
			return other !== undefined && equal(each, other[1]);
		};
		return a.entries.size === b.entries.size && [...a.entries].every(same);
	}
	return a === b;
}

function equalAt(value: Value, others: readonly Value[], at: number): boolean {
	const other = others[at];
	return other !== undefined && equal(value, other);
}

function logic(builder: Builder, operator: 'and' | 'or', left: Value, right: Value): Value {
	if (isSelector(left) && isSelector(right)) return combine(builder, operator, left, right);
	if (isSelector(left) || isSelector(right))
		throw typeError('Cannot apply and/or between selector and non-selector', {
			what: `${operator} has a selector on one side only.`,
			why: 'It combines two selectors, or two other values.',
			fix: 'Make a selector of the other operand with select.',
		});
	if (isNode(left) || isNode(right))
		return elementwise(builder, binaryOperations[operator], [left, right], binaryLabel(builder, operator, left, right));
	return isTrue(left) === (operator === 'or') ? left : right;
}

function onContainers(operator: Exclude<BinaryOperator, 'in' | 'and' | 'or'>, left: Value, right: Value): Value {
	if (operator === '==') return equal(left, right);
	if (operator === '+' && isList(left) && isList(right)) return listOf([...left.items, ...right.items]);
	if (operator === '*') {
		if (isList(left) && (typeof right === 'bigint' || typeof right === 'boolean')) return repeated(left, right);
		if (isList(right) && (typeof left === 'bigint' || typeof left === 'boolean')) return repeated(right, left);
	}
	if (isList(left) && isList(right) && isOrder(operator)) return orderedLists(operator, left, right);
	throw noResult(operator, stand(left), stand(right));
}

function isOrder(operator: BinaryOperator): operator is Exclude<Comparison, '=='> {
	return operator === '<' || operator === '>' || operator === '<=' || operator === '>=';
}

/** Lists are ordered by their first difference. */
function orderedLists(operator: Exclude<Comparison, '=='>, left: List, right: List): boolean {
	const shared = Math.min(left.items.length, right.items.length);
	for (let at = 0; at < shared; at++) {
		const [a, b] = [left.items[at], right.items[at]];
		if (a === undefined || b === undefined || equal(a, b)) continue;
		if (isAtom(a) && isAtom(b)) return binaryOperations[operator].apply(a, b) === true;
		if (isList(a) && isList(b)) return orderedLists(operator, a, b);
		throw noResult(operator, stand(a), stand(b));
	}
	return binaryOperations[operator].apply(BigInt(left.items.length), BigInt(right.items.length)) === true;
}

function repeated({ items }: List, count: bigint | boolean): List {
	const times = Number(count);
	if (times * items.length > 1_000_000)
		throw hostError('the result is too large', {
			what: 'A list is repeated too often.',
			why: 'Lists of more than a million elements are refused.',
			fix: 'Repeat it less often.',
		});
	return listOf(Array.from({ length: Math.max(0, times) }, () => items).flat());
}

/** A stand-in for a value in the words of a failed operation. */
function stand(value: Value): Atom | readonly [] {
	return isAtom(value) ? value : [];
}

function contained(builder: Builder, value: Value, container: Value): Value {
	if (isSelector(value) || isFunction(value)) {
		const [kind, kinds] = isSelector(value) ? ['select', 'selects'] : ['function', 'functions'];
		const detail = `don't check if ${kind} is contained in list/dict: unless exact same instance, unable to check equivalence of ${kinds}`;
		throw typeError(detail, {
			what: `in asks for ${someOf(value)}.`,
			why: `Whether two ${kindOf(value)}s do the same cannot be told.`,
			fix: 'Ask for atoms.',
		});
	}
	if (isSequence(value)) return sequenceIn(builder, value, container);
	if (isSequence(container) && isAtom(value)) {
		const same = binary(builder, '==', container, value);
		const found = aggregate(builder, builder.full, indicatorOf(builder, same));
		const label = `${operandText(builder, value)} in ${operandText(builder, container)}`;
		return elementwise(builder, binaryOperations['>'], [found, 0n], label);
	}
	if (isList(container) && isAtom(value)) return container.items.some((each) => equal(value, each));
	throw typeError(`"[atom] in X" expects X to be list or s-op, but got: ${valueText(container, builder.labels)}`, {
		what: `in looks for ${valueText(value, builder.labels)} in ${valueText(container, builder.labels)}.`,
		why: 'It can look for an atom in a list or in an s-op, and for the values of an s-op in a list.',
		fix: 'Use a list or an s-op on the right. in binds loosest of all operators: parentheses may be missing.',
	});
}

/** Whether the value at a position is one of a list, which is noted as it is now. */
function sequenceIn(builder: Builder, value: Value, container: Value): Value {
	const expects = '"[s-op] in X" expects X to be list of atoms, but got';
	const facts = {
		why: 'At each position the value is looked for among atoms.',
		fix: 'Use a list of atoms on the right. in binds loosest of all operators: parentheses may be missing.',
	};
	if (!isList(container)) {
		const shown = valueText(container, builder.labels);
		throw typeError(`${expects} non-list: ${shown}`, { what: `in looks for an s-op's values in ${shown}, which is no list.`, ...facts });
	}
	if (!container.items.every(isAtom)) {
		const shown = valuesText(container.items, builder.labels);
		throw typeError(`${expects} list with values: ${shown}`, { what: `in looks for an s-op's values in ${shown}.`, ...facts });
	}
	const atoms = new Set(container.items.filter(isAtom).map(keyOf));
	const apply = (each: unknown): boolean => isAtomValue(each) && atoms.has(keyOf(each));
	const text = operandText(builder, container);
	return elementwise(
		builder,
		builder.shared(`in ${JSON.stringify([...atoms].sort())}`, apply),
		[value],
		`${operandText(builder, value)} in ${text}`,
	);
}

function isAtomValue(value: unknown): value is Atom {
	return ['bigint', 'number', 'string', 'boolean'].includes(typeof value);
}

function atomOf(value: unknown): Atom {
	if (isAtomValue(value)) return value;
	throw new Error(`internal: an operation on atoms gave ${pythonType(undefined)}`);
}
