import { createDiagramBuilder, type Diagram, type DiagramBuilder, KEEP } from '@alta-ts/core';
import { type GraphValue, graphValueKey } from '../graph/value.js';
import { Refusal } from './refusal.js';

/** The function that fails everywhere. Where an operation fails for some values, its diagram has this there. */
export const FAILS: Diagram = KEEP;

/** How many cases a single operation may have to be worked out for. */
const MOST_CASES = 1_000_000;

/**
 * Functions of the values of *bases* (the input, positions, and what heads fetch) as decision diagrams: equal functions are equal
 * numbers. Operations are worked out for every combination of values that their inputs can have, sharing what is the same.
 */
export interface Functions {
	readonly builder: DiagramBuilder;
	/** The diagram of one value, whatever the bases hold. */
	readonly constant: (value: GraphValue) => Diagram;
	/** A new base with these values; gives its level and the function that is its value. */
	readonly addBase: (domain: readonly GraphValue[]) => { readonly level: number; readonly identity: Diagram };
	/** An operation on functions. Where it throws, the result fails. */
	readonly apply: (operation: (values: readonly GraphValue[]) => GraphValue, inputs: readonly Diagram[]) => Diagram;
	/** Every value that a function can have. Failures are left out. */
	readonly image: (diagram: Diagram) => readonly GraphValue[];
	/** The value of a terminal of the builder. */
	readonly valueOf: (terminal: number) => GraphValue;
}

/** Makes an empty store for up to so many bases. */
export function createFunctions(mostBases: number): Functions {
	const sizes: number[] = new Array<number>(mostBases).fill(0);
	const builder = createDiagramBuilder(sizes);
	const values: GraphValue[] = [];
	const ids = new Map<string, number>();
	const images = new Map<Diagram, readonly GraphValue[]>();
	let bases = 0;

	const idOf = (value: GraphValue): number => {
		const key = graphValueKey(value);
		const known = ids.get(key);
		if (known !== undefined) return known;
		ids.set(key, values.length);
		values.push(value);
		return values.length - 1;
	};
	const constant = (value: GraphValue): Diagram => builder.leaf(idOf(value));

	function addBase(domain: readonly GraphValue[]): { level: number; identity: Diagram } {
		const level = bases++;
		sizes[level] = domain.length;
		return { level, identity: domain.length === 0 ? FAILS : builder.choose(level, domain.map(constant)) };
	}

	function apply(operation: (values: readonly GraphValue[]) => GraphValue, inputs: readonly Diagram[]): Diagram {
		const known = new Map<number | string, Diagram>();
		let cases = 0;
		const visit = (at: readonly Diagram[]): Diagram => {
			if (at.includes(FAILS)) return FAILS;
			const key = at.length === 1 ? (at[0] ?? 0) : at.join();
			const found = known.get(key);
			if (found !== undefined) return found;
			if (++cases > MOST_CASES) throw tooManyCases();
			const result = split(at);
			known.set(key, result);
			return result;
		};
		const split = (at: readonly Diagram[]): Diagram => {
			let top = Number.POSITIVE_INFINITY;
			for (const each of at) top = Math.min(top, builder.variableOf(each) ?? top);
			if (top === Number.POSITIVE_INFINITY) return leafOf(at.map((each) => values[builder.terminalOf(each) ?? -1]));
			const children = Array.from({ length: sizes[top] ?? 0 }, (_, index) =>
				visit(at.map((each) => (builder.variableOf(each) === top ? builder.childOf(each, index) : each))),
			);
			return builder.choose(top, children);
		};
		const leafOf = (given: readonly GraphValue[]): Diagram => {
			try {
				return constant(operation(given));
			} catch (error) {
				if (error instanceof Refusal) throw error;
				// Evaluation fails on inputs that lead here, so that no answer is asked for.
				return FAILS;
			}
		};
		return visit(inputs);
	}

	function image(diagram: Diagram): readonly GraphValue[] {
		const known = images.get(diagram);
		if (known !== undefined) return known;
		const seen = new Set<Diagram>();
		const found: number[] = [];
		const visit = (node: Diagram): void => {
			if (seen.has(node)) return;
			seen.add(node);
			const level = builder.variableOf(node);
			const terminal = builder.terminalOf(node);
			if (terminal !== undefined) found.push(terminal);
			if (level !== undefined) for (let index = 0; index < (sizes[level] ?? 0); index++) visit(builder.childOf(node, index));
		};
		visit(diagram);
		const result = found.map((terminal) => values[terminal]);
		images.set(diagram, result);
		return result;
	}

	return { builder, constant, addBase, apply, image, valueOf: (terminal) => values[terminal] };
}

function tooManyCases(): Refusal {
	return new Refusal('ALTA0510', {
		what: `It depends on more than ${MOST_CASES.toLocaleString('en')} combinations of values.`,
		why: 'What is computed at a position becomes a table of the values that it is computed from, and they multiply.',
		fix: 'Use a smaller vocabulary or a shorter longest input, or make values coarser before they are combined. Where one is a whole number but for the last digits of a float, as (indices + 1) * aggregate(…) can be, write round(…) around it.',
	});
}
