import type { Evaluation } from '../graph/evaluate.js';
import { createMemory } from '../graph/memory.js';
import type { GraphNode } from '../graph/node.js';
import { isSOp } from '../graph/node.js';
import type { Which } from '../language/syntax.js';
import { inputOf, notAnInput } from './apply.js';
import { typeError } from './failures.js';
import type { Labels } from './labels.js';
import { sequenceType } from './sequence-type.js';
import { valueText } from './text.js';
import type { Input, Value } from './value.js';

/** An input that s-ops or selectors are shown on. */
export interface Example {
	readonly value: Value;
	readonly input: Input;
	/** What nodes are on it. */
	readonly memory: Evaluation;
}

/** The examples of a session, and what of them is shown. */
export interface Examples {
	sOp: Example;
	selector: Example;
	/** Whether s-ops, and selectors, are shown on their example. */
	readonly shown: { sOp: boolean; selector: boolean };
	/** Whether sequences are shown as two aligned rows. */
	fullDisplay: boolean;
}

export function createExamples(labels: Labels): Examples {
	const hello = exampleOf('hello', labels);
	return { sOp: hello, selector: hello, shown: { sOp: true, selector: true }, fullDisplay: false };
}

/**
 * Changes the examples.
 *
 * @throws RaspError of class `RASPTypeError` where the value is no text, list or dict.
 */
export function setExample(examples: Examples, which: Which, value: Value, labels: Labels): void {
	const example = exampleOf(value, labels);
	if (which !== 'selector') examples.sOp = example;
	if (which !== 's-op') examples.selector = example;
}

/**
 * Tries a node on the example of s-ops.
 *
 * @throws RaspError where it has no value on it.
 */
export function tryOnExample({ sOp: { memory } }: Examples, node: GraphNode): void {
	if (isSOp(node)) memory.values(node);
	else memory.matrix(node);
}

function exampleOf(value: Value, labels: Labels): Example {
	const input = inputOf(value, labels);
	if (input === undefined)
		throw typeError(`example not iterable: ${valueText(value, labels)}`, {
			what: `${valueText(value, labels)} is no example.`,
			why: 'An example is an input: a text, a list or a dict.',
			fix: 'Use such a value, for example "hello" or [1, 2, 3].',
		});
	if (input.elements.length === 0) return { value, input, memory: withoutValues(value, labels) };
	return { value, input, memory: createMemory(input.elements, { check: (_, values) => void sequenceType(values) }) };
}

/** On an input without elements nothing has a value. */
function withoutValues(value: Value, labels: Labels): Evaluation {
	const refuse = (): never => {
		throw notAnInput(value, labels);
	};
	return { values: refuse, matrix: refuse };
}
