import { type Readout, type ReadoutTerm, sameValue, type Value } from '@alta-ts/core';

/** The answer of a learned program. */
export interface Answer {
	/** The winning class per position, or one for all when pooled; undefined where there was no position to read. */
	readonly output: readonly Value[];
	/** One list of logits per entry of `output`. */
	readonly logits: readonly (readonly number[])[];
}

/**
 * Reads the answer of a learned program from its final state: logits are the bias plus the weights of all terms, and the first
 * class with the largest logit wins.
 *
 * @param length the number of positions
 * @param valueAt gives what a variable holds at a position
 */
export function readOut(readout: Readout, length: number, valueAt: (variable: string, position: number) => Value): Answer {
	const perPosition = Array.from({ length }, (_, position) => {
		const logits = [...readout.bias];
		for (const term of readout.terms) {
			const amount = activation(term, valueAt(term.variable, position));
			for (const [index, weight] of term.weights.entries()) logits[index] = (logits[index] ?? 0) + amount * weight;
		}
		return logits;
	});
	const logits = pool(readout.pool, perPosition);
	return { output: logits.map((each) => readout.classes[argmax(each)]), logits };
}

/** How strongly a term takes part: one or zero for a value, the number itself for a numerical. */
function activation(term: ReadoutTerm, value: Value): number {
	if (term.value !== undefined) return sameValue(term.value, value) ? 1 : 0;
	return typeof value === 'number' ? value : 0;
}

function pool(how: Readout['pool'], logits: readonly (readonly number[])[]): readonly (readonly number[])[] {
	if (how === 'none') return logits;
	if (how !== 'mean') return [logits[how.position] ?? []];
	const [first = []] = logits;
	return [first.map((_, index) => logits.reduce((total, each) => total + (each[index] ?? 0), 0) / logits.length)];
}

/** The index of the first largest number, or −1 for an empty list. */
function argmax(numbers: readonly number[]): number {
	let best = -1;
	for (const [index, each] of numbers.entries()) if (best === -1 || each > (numbers[best] ?? 0)) best = index;
	return best;
}
