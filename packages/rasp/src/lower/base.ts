import type { Diagram } from '@alta-ts/core';
import type { GraphValue } from '../graph/value.js';
import type { Encoding } from './encode.js';
import type { Functions } from './functions.js';
import type { Label } from './label.js';

/** A variable of the program and the values of the graph that its atoms stand for. */
export interface Column {
	readonly name: string;
	readonly kind: 'categorical' | 'numerical';
	readonly encoding: Encoding;
}

/** Something that a position holds and that other things are computed from: its token, where it is, or what was put into a variable. */
export interface Base {
	readonly id: number;
	/** The layer after which it is there: 0 for what is there from the start. */
	readonly ready: number;
	/** The first layer whose tables can read it: its own for the output of a head, the next one for what a table of a layer writes. */
	readonly readable: number;
	/** What to call it. */
	readonly label: Label;
	/** Every value it can have. May be refused, where these are too many. */
	readonly domain: () => readonly GraphValue[];
	/** Its value as a function of bases. */
	readonly identity: () => Diagram;
	/** The output of the head that fetches it; absent where it is put into variables only as they are needed. */
	readonly output?: Column;
	/** Numbers that its variable lists besides, so that no sum is beyond what is listed as far as can be seen from the program alone. */
	readonly listed?: readonly number[];
	/** The function that a table writes; absent where there is none. */
	readonly written?: Fn;
	/** Whether a head gives the same at every position, because it does not ask for anything. */
	readonly uniform?: boolean;
}

/** A function of bases: what an s-op holds at one position. */
export interface Fn {
	/** The layer at whose end it can be known. */
	readonly ready: number;
	/** May be refused, where there are too many cases to tell apart. */
	readonly diagram: () => Diagram;
	/** Where it is a sum of numbers: what a linear map can make of other functions that variables can hold before. */
	readonly linear?: Linear;
	/** Where it is just what a base holds. */
	readonly base?: Base;
}

/** Σ factor · function + bias. */
export interface Linear {
	readonly terms: readonly { readonly of: Fn; readonly factor: number; readonly label?: Label }[];
	readonly bias: number;
}

/** Makes bases and functions. */
export interface Bases {
	readonly add: (facts: Omit<Base, 'id' | 'identity'>) => Base;
	/** The base that a level of the diagrams belongs to. */
	readonly at: (level: number) => Base;
	/** The function that is what a base holds. */
	readonly fnOf: (base: Base) => Fn;
	/** The function of a diagram. */
	readonly fn: (diagram: Diagram) => Fn;
	/** The bases that a diagram depends on. */
	readonly support: (diagram: Diagram) => readonly Base[];
}

/** The same result at every call, and the same refusal, which may take as long to find out. */
function onceOrRefused<T>(make: () => T): () => T {
	let known: (() => T) | undefined;
	return () => {
		known ??= outcomeOf(make);
		return known();
	};
}

function outcomeOf<T>(make: () => T): () => T {
	try {
		const made = make();
		return () => made;
	} catch (error) {
		return () => {
			throw error;
		};
	}
}

/** Makes an empty collection of bases. */
export function createBases(functions: Functions): Bases {
	const byLevel = new Map<number, Base>();
	let count = 0;

	function add(facts: Omit<Base, 'id' | 'identity'>): Base {
		let known: Diagram | undefined;
		const domain = onceOrRefused(facts.domain);
		const base: Base = {
			...facts,
			id: count++,
			domain,
			identity: () => {
				if (known === undefined) {
					const { level, identity } = functions.addBase(domain());
					byLevel.set(level, base);
					known = identity;
				}
				return known;
			},
		};
		return base;
	}

	function at(level: number): Base {
		const base = byLevel.get(level);
		if (base === undefined) throw new Error('internal: a level without a base');
		return base;
	}

	const support = (diagram: Diagram): readonly Base[] => functions.builder.support(diagram).map(at);

	function fn(diagram: Diagram): Fn {
		const bases = support(diagram);
		const [only] = bases;
		if (bases.length === 1 && only !== undefined && only.identity() === diagram) return fnOf(only);
		return { ready: bases.reduce((latest, base) => Math.max(latest, base.readable), 0), diagram: () => diagram };
	}

	const fnOf = (base: Base): Fn => ({ ready: base.ready, diagram: base.identity, base });

	return { add, at, fnOf, fn, support };
}
