import type { Atom, Value } from '@alta-ts/core';
import type { GraphValue } from '../graph/value.js';
import type { Column, Fn } from './base.js';
import { imageOf } from './image.js';
import type { Work } from './work.js';

/** How values of a variable are read back. An amount that can be an int or a float is read as an int. */
export function decoderOf(work: Work, fn: Fn, { encoding }: Column): (value: Value) => GraphValue {
	const byAtom = new Map<Atom, GraphValue>();
	for (const value of imageOf(work, fn) ?? []) {
		const atom = encoding.atomOf(value);
		if (atom !== undefined && typeof byAtom.get(atom) !== 'bigint') byAtom.set(atom, value);
	}
	return (value) => {
		if (value === undefined || typeof value === 'object') return undefined;
		return byAtom.has(value) ? byAtom.get(value) : value;
	};
}
