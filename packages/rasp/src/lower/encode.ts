import type { Atom } from '@alta-ts/core';
import { floatText } from '../graph/float-text.js';
import { type GraphValue, graphValueKey, isTuple } from '../graph/value.js';

/** The atoms of a variable that holds some values of the graph. Ints and floats of the same amount are one atom. */
export interface Encoding {
	/** In order of first use. */
	readonly atoms: readonly Atom[];
	/** The atom of a value; undefined for undefined and for values that the variable does not hold. */
	readonly atomOf: (value: GraphValue) => Atom | undefined;
}

/**
 * Gives every value an atom: numbers, texts and truth values are themselves, but truth values among numbers are 0 and 1, as RASP
 * takes them to be equal; tuples, and numbers that have no exact double, are texts.
 *
 * @param base an encoding to extend, for the output of a head, which hands on the atoms of what it reads.
 */
export function encodingOf(values: readonly GraphValue[], base?: Encoding): Encoding {
	if (base !== undefined && values.every((value) => value === undefined || base.atomOf(value) !== undefined)) return base;
	const mixed = values.some((value) => typeof value === 'number' || typeof value === 'bigint');
	const byKey = new Map<string, Atom>();
	const texts = new Map<Atom, string>();
	const atoms = new Set<Atom>(base?.atoms ?? []);
	for (const value of values) {
		if (value === undefined) continue;
		const key = graphValueKey(value);
		const known = base?.atomOf(value);
		const atom = known ?? unusedText(plainAtom(value, mixed && base === undefined), key, texts);
		byKey.set(key, atom);
		atoms.add(atom);
	}
	// A variable lists at least one atom, also where it is always undefined.
	if (atoms.size === 0) atoms.add(false);
	return { atoms: [...atoms], atomOf: (value) => byKey.get(graphValueKey(value)) ?? base?.atomOf(value) };
}

function plainAtom(value: Exclude<GraphValue, undefined>, truthsAreNumbers: boolean): Atom {
	switch (typeof value) {
		case 'boolean':
			return truthsAreNumbers ? Number(value) : value;
		case 'bigint':
			return BigInt.asIntN(53, value) === value ? Number(value) : String(value);
		case 'number':
			return Number.isFinite(value) ? value + 0 : floatText(value);
		case 'string':
			return value;
		default:
			return tupleText(value);
	}
}

function tupleText(value: GraphValue): string {
	if (isTuple(value)) return `(${value.map(tupleText).join(', ')})`;
	return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** A text that stands for no other value of the variable: a tuple may look like a text that is there too. */
function unusedText(atom: Atom, key: string, texts: Map<Atom, string>): Atom {
	if (typeof atom !== 'string') return atom;
	let text = atom;
	while ((texts.get(text) ?? key) !== key) text += '′';
	texts.set(text, key);
	return text;
}
