import type { Affine } from '../affine.js';
import { affineKey, complement, constant, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import type { Circuit, Contribution } from '../mlp/circuit.js';
import type { NumberFact } from './coordinate-facts.js';
import { coordinateFacts } from './coordinate-facts.js';
import type { KnownNumber, KnownNumbers } from './known-numbers.js';
import { factOfSum } from './known-numbers.js';

/** A sum of max(0, inputs), each times its weight, of the hidden layer of one block. */
export interface ReluUnit {
	/** The block that computes it, from 0. */
	readonly block: number;
	readonly parts: readonly { readonly inputs: Affine; readonly weight: 1 | -1 }[];
	readonly source: number;
}

/**
 * A circuit as blocks with one hidden layer of ReLU units each. Sums are over numbers that stand for residual coordinates and, from `width`
 * on, for units; a block sees units of the blocks before it.
 */
export interface ReluNetwork {
	readonly width: number;
	/** Unit i is number `width + i`. */
	readonly units: readonly ReluUnit[];
	readonly blocks: number;
	/** What the last block adds to the residual stream. */
	readonly contributions: readonly Contribution[];
}

/** Where a sum is rounded, a unit that should not come near 1 must keep this far from it. */
const CLEARANCE = 1 / 16;

/**
 * Takes the clipped units of a circuit apart: min(1, max(0, x)) is max(0, x) − max(0, x − 1).
 *
 * Many need less. A sum that lies between 0 and 1 anyway is no unit at all; a function of a single one-hot value is a sum of its coordinates; a
 * sum that never exceeds 1 needs one part. Where sums are rounded, the difference of two parts would be off, and 1 − max(0, 1 − max(0, x)) takes
 * its place, over two blocks: 0 and 1 are exact in it.
 */
export function reluNetwork(context: Context, circuit: Circuit): ReluNetwork {
	const { width } = context.layout;
	const coordinates = coordinateFacts(context);
	const units: (ReluUnit & { readonly known: KnownNumber })[] = [];
	const numbers = new Map<string, number>();
	const known: KnownNumbers = {
		of: (index) => {
			const found = index < width ? { fact: coordinates[index] ?? UNKNOWN } : units[index - width]?.known;
			if (found === undefined) throw new Error(`internal: no unit ${index - width}`);
			return found;
		},
	};

	function blockOf({ terms }: Affine): number {
		return [...terms.keys()].reduce((block, index) => Math.max(block, index < width ? 0 : (units[index - width]?.block ?? 0) + 1), 0);
	}

	function add(kind: string, inputs: Affine, parts: ReluUnit['parts'], fact: NumberFact, source: number): Affine {
		const key = `${kind} ${affineKey(inputs)}`;
		const number = numbers.get(key) ?? width + units.push({ block: blockOf(inputs), parts, source, known: { fact, inputs } }) - 1;
		numbers.set(key, number);
		return term(number);
	}

	function rectified(inputs: Affine, { min, max, grid }: NumberFact, source: number): Affine {
		return add('rectified', inputs, [{ inputs, weight: 1 }], { min: Math.max(0, min), max, grid }, source);
	}

	function clipped(inputs: Affine, source: number): Affine {
		const fact = factOfSum(known, inputs, context.precision.bits);
		if (fact.max <= 0) return constant(0);
		if (fact.min >= 0 && fact.max <= 1) return inputs;
		const group = onlyGroup(known, inputs);
		if (group) return byCoordinate(inputs);
		if (fact.max <= (fact.grid > 0 ? 1 : 1 - CLEARANCE)) return rectified(inputs, fact, source);
		if (fact.grid > 0) {
			const above = sum(inputs, constant(-1));
			const parts = [
				{ inputs, weight: 1 },
				{ inputs: above, weight: -1 },
			] as const;
			return add('clipped', inputs, parts, { min: 0, max: 1, grid: Math.min(fact.grid, 1) }, source);
		}
		const missing = complement(rectified(inputs, fact, source));
		return complement(rectified(missing, { min: 0, max: 1, grid: 1 }, source));
	}

	let before: readonly Affine[] | undefined;
	for (const layer of circuit.layers) {
		const inputs = before;
		before = layer.map((unit) => clipped(substitute(unit.inputs, inputs), context.sources.shared(unit.sources)));
	}
	const contributions = circuit.contributions.map((each) => ({ ...each, amount: substitute(each.amount, before) }));
	return { width, units, blocks: Math.max(1, ...contributions.map(({ amount }) => blockOf(amount))), contributions };
}

const UNKNOWN: NumberFact = { min: -Infinity, max: Infinity, grid: 0 };

/** A sum over units of one layer in terms of what these units are sums of. */
function substitute({ bias, terms }: Affine, values: readonly Affine[] | undefined): Affine {
	if (values === undefined) return { bias, terms };
	return sum(constant(bias), ...[...terms].map(([unit, weight]) => scaled(values[unit] ?? constant(0), weight)));
}

/** Whether a sum is over coordinates of which at most one is on, and then exactly 1. */
function onlyGroup(known: KnownNumbers, { terms }: Affine): boolean {
	const facts = [...terms.keys()].map((index) => known.of(index));
	const [first] = facts;
	if (first === undefined || facts.some(({ inputs, fact }) => inputs !== undefined || fact.grid !== 1 || fact.min !== 0 || fact.max !== 1))
		return false;
	return facts.length === 1 || (first.fact.group !== undefined && facts.every(({ fact }) => fact.group === first.fact.group));
}

/** The clipped sum as a sum of the same coordinates. */
function byCoordinate({ terms, bias }: Affine): Affine {
	const clip = (x: number): number => Math.min(1, Math.max(0, x));
	const values = [...terms].map(([index, weight]) => [index, clip(bias + weight) - clip(bias)] as const);
	return { bias: clip(bias), terms: new Map(values.filter(([, weight]) => weight !== 0)) };
}
