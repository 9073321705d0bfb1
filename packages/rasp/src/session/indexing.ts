import type { Operation, SOp } from '../graph/node.js';
import { EQ } from '../graph/predicate.js';
import type { RaspError } from '../graph/rasp-error.js';
import { type GraphValue, graphValueKey } from '../graph/value.js';
import { aggregate, type Builder, elementwise, operandText, select } from './build.js';
import { typeError, valueError } from './failures.js';
import { binaryOperations } from './operations.js';
import { atomText, valueText } from './text.js';
import { type Atom, type Dict, isAtom, isDict, isList, isSequence, keyOf, kindOf, someOf, type Value } from './value.js';

/** `container[index]`. */
export function indexed(builder: Builder, container: Value, index: Value): Value {
	if (isList(container)) return inRow(builder, 'list', container.items, container, index);
	if (typeof container === 'string') return inRow(builder, 'string', [...container], container, index);
	if (isDict(container)) return inDict(builder, container, index);
	if (isSequence(container)) return inSequence(builder, container, index);
	throw typeError(`can only index into a list, dict, string,or sequence, but instead got: ${valueText(container, builder.labels)}`, {
		what: `${valueText(container, builder.labels)} has no elements.`,
		why: `It is ${someOf(container)}, and only lists, dicts, texts and s-ops can be indexed.`,
		fix: 'Index one of those.',
	});
}

function inRow(builder: Builder, kind: 'list' | 'string', items: readonly Value[], container: Value, index: Value): Value {
	if (typeof index === 'bigint' || typeof index === 'boolean') {
		const found = itemAt(items, index);
		if (found === undefined) throw outOfRange(kind, items.length, String(BigInt(index)));
		return found;
	}
	if (!isSequence(index))
		throw typeError(`index into ${kind} has to be s-op or integer, got: ${valueText(index, builder.labels)}`, {
			what: `${valueText(index, builder.labels)} is no index.`,
			why: `A ${kind === 'list' ? 'list' : 'text'} is indexed by an int, or by an s-op of ints.`,
			fix: 'Use an int, counted from 0, or from the end if it is negative.',
		});
	const apply = (at: GraphValue): GraphValue => {
		const found = typeof at === 'bigint' || typeof at === 'boolean' ? itemAt(items, at) : undefined;
		if (found === undefined) throw outOfRange(kind, items.length, shown(at));
		if (isAtom(found)) return found;
		throw typeError(`expected atom in list, got: ${kindOf(found)}`, {
			what: `Element ${shown(at)} of the list is ${someOf(found)}.`,
			why: 'What an s-op looks up becomes the values of an s-op, and those are atoms.',
			fix: 'Look up atoms only, or use an int as the index.',
		});
	};
	return lookup(builder, builder.shared(`lookup ${kind} ${items.map(itemKey).join(' ')}`, apply), container, index);
}

function itemAt<T>(items: readonly T[], index: bigint | boolean): T | undefined {
	const at = BigInt(index);
	return items[Number(at < 0n ? at + BigInt(items.length) : at)];
}

function inDict(builder: Builder, dict: Dict, index: Value): Value {
	const found = (key: GraphValue): Value => {
		const entry = isKey(key) ? dict.entries.get(keyOf(key)) : undefined;
		if (entry === undefined)
			throw valueError(`index [ ${shown(key)} ] not in dict.`, {
				what: `The dict has no key ${shown(key)}.`,
				why: `Its keys are ${[...dict.entries.values()].map(([each]) => shown(each)).join(', ') || 'none'}.`,
				fix: 'Use one of its keys, or add this one.',
			});
		return entry[1];
	};
	if (isAtom(index)) return found(index);
	if (!isSequence(index))
		throw typeError(`index into dict has to be s-op or atom, got: ${valueText(index, builder.labels)}`, {
			what: `${valueText(index, builder.labels)} is no key.`,
			why: 'Keys of a dict are atoms.',
			fix: 'Use an int, float, text or truth value, or an s-op of those.',
		});
	const apply = (key: GraphValue): GraphValue => {
		const value = found(key);
		if (isAtom(value)) return value;
		throw typeError(`expected atom in dict, got: ${kindOf(value)}`, {
			what: `The value of key ${shown(key)} is ${someOf(value)}.`,
			why: 'What an s-op looks up becomes the values of an s-op, and those are atoms.',
			fix: 'Use a dict whose values are atoms.',
		});
	};
	return lookup(builder, builder.shared(`lookup dict ${entriesKey(dict)}`, apply), dict, index);
}

/** A text that dicts share that give the same for every key. */
function entriesKey({ entries }: Dict): string {
	return [...entries].map(([key, [, value]]) => `${graphValueKey(key)} ${itemKey(value)}`).join(' ');
}

/** A text that equal atoms share. What is no atom has one of its own kind, because it makes every lookup fail. */
function itemKey(value: Value): string {
	return isAtom(value) ? graphValueKey(value) : kindOf(value);
}

function lookup(builder: Builder, operation: Operation, container: Value, index: SOp): SOp {
	return elementwise(builder, operation, [index], `${operandText(builder, container)}[${operandText(builder, index)}]`);
}

/** The value of one position, everywhere; counted from the end where the index is negative. */
function inSequence(builder: Builder, sequence: SOp, index: Value): Value {
	if (typeof index !== 'bigint')
		throw valueError(`index into sequence has to be integer, got: ${valueText(index, builder.labels)}`, {
			what: `${valueText(index, builder.labels)} is no position.`,
			why: 'An s-op is indexed by an int, which is one position for all.',
			fix: 'Use an int. To fetch from a position that an s-op gives, use load_from_location.',
		});
	const from = index < 0n ? elementwise(builder, binaryOperations['+'], [builder.length(), index], `length${index}`) : index;
	const selector = select(builder, builder.indices, from, EQ, `load from ${index}`);
	return aggregate(builder, selector, sequence, 0n, `${operandText(builder, sequence)}[${index}]`);
}

function outOfRange(kind: 'list' | 'string', length: number, index: string): RaspError {
	return valueError(`index ${index} out of range for ${kind} of length ${length}`, {
		what: `There is no element ${index} in a ${kind === 'list' ? 'list' : 'text'} of ${length}.`,
		why: length === 0 ? 'It is empty.' : `Elements are counted from 0 to ${length - 1}, or from -1 to ${-length} from the end.`,
		fix: 'Use an int in that range, at every position.',
	});
}

function isKey(value: GraphValue): value is Atom {
	return typeof value !== 'object' && value !== undefined;
}

function shown(value: GraphValue): string {
	if (value === undefined || typeof value === 'object') return 'a value that is no atom';
	return atomText(value);
}
