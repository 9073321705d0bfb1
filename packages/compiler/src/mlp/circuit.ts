import type { Affine } from '../affine.js';
import { affineKey, scaled, sum, term } from '../affine.js';

/** A unit of a hidden layer: min(1, max(0, inputs)). */
export interface Unit {
	readonly inputs: Affine;
	/** All that it is there for. */
	readonly sources: ReadonlySet<number>;
}

/** An amount that the MLP adds to a residual coordinate. */
export interface Contribution {
	readonly coordinate: number;
	readonly amount: Affine;
	readonly source: number;
}

/** Hidden layers of a circuit: conditions on single variables, then rows, then gated values. */
export type HiddenLayer = 0 | 1 | 2;

/**
 * The MLP of one layer, as a circuit of clipped units in three hidden layers. Equal units are one unit.
 *
 * Inputs of layer 0 are residual coordinates; inputs of another layer, and of the contributions, are units of the layer before.
 */
export interface Circuit {
	readonly layers: readonly [readonly Unit[], readonly Unit[], readonly Unit[]];
	readonly contributions: readonly Contribution[];
	/** The index of a unit with these inputs in its layer. */
	unit(layer: HiddenLayer, inputs: Affine, source: number): number;
	/** The unit of a later layer that repeats a unit, which must lie between 0 and 1. */
	carry(from: HiddenLayer, unit: number, to: HiddenLayer, source: number): number;
	/** Adds an amount, a sum of units of the last hidden layer, to a coordinate. */
	contribute(coordinate: number, amount: Affine, source: number): void;
}

interface GrowingUnit extends Unit {
	readonly sources: Set<number>;
}

/** A circuit without units. */
export function circuit(): Circuit {
	const layers: [GrowingUnit[], GrowingUnit[], GrowingUnit[]] = [[], [], []];
	const known: [Map<string, number>, Map<string, number>, Map<string, number>] = [new Map(), new Map(), new Map()];
	const contributions: Contribution[] = [];
	const self: Circuit = {
		layers,
		contributions,
		unit(layer, inputs, source) {
			const key = affineKey(inputs);
			const index = known[layer].get(key) ?? layers[layer].push({ inputs, sources: new Set() }) - 1;
			known[layer].set(key, index);
			layers[layer][index]?.sources.add(source);
			return index;
		},
		carry(from, unit, to, source) {
			let at = unit;
			for (let layer = from; layer < to; layer++) at = self.unit(layer === 0 ? 1 : 2, term(at), source);
			return at;
		},
		contribute(coordinate, amount, source) {
			if (amount.terms.size > 0 || amount.bias !== 0) contributions.push({ coordinate, amount, source });
		},
	};
	return self;
}

/**
 * Carries the number in a residual coordinate through the hidden layers, in one unit a layer and sign, divided by a power of two so that it
 * fits between 0 and 1 (which is exact). The result is in terms of the last hidden layer.
 *
 * @param scale a power of two above the largest absolute value.
 * @param gate a sum of units of layer 1 that is 0 or 1: the number arrives where it is 1, and 0 arrives elsewhere.
 */
export function carryNumber(
	into: Circuit,
	coordinate: number,
	scale: number,
	source: number,
	options: { readonly gate?: Affine; readonly signed: boolean },
): Affine {
	const signs = options.signed ? [1, -1] : [1];
	const parts = signs.map((sign) => {
		const first = into.unit(0, term(coordinate, sign / scale), source);
		const second = into.carry(0, first, 1, source);
		const inputs = options.gate === undefined ? term(second) : sum(term(second), options.gate, { bias: -1, terms: new Map() });
		return scaled(term(into.unit(2, inputs, source)), sign * scale);
	});
	return sum(...parts);
}
