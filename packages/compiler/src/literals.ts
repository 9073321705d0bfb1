import type { Atom, NumericalVariable, Value, Variable } from '@alta-ts/core';
import { domainIndex } from '@alta-ts/core';
import type { SetBlock } from '@alta-ts/model';
import type { Affine } from './affine.js';
import { complement, constant, scaled, sum, term } from './affine.js';
import type { Circuit } from './circuit.js';
import type { Context } from './context.js';
import { isOn } from './is-on.js';
import { definedCoordinate } from './layout-pass.js';
import { rampBefore } from './ramps.js';

/**
 * "This variable has one of these values", as alternatives of which at most one holds; each is a conjunction of sums of first-layer units
 * that are 1 where they hold, and at most 0 elsewhere.
 */
export type Literal = readonly (readonly Affine[])[];

/** Builds literals over the first hidden layer of a circuit. */
export function literalBuilder(
	context: Context,
	circuit: Circuit,
	sourceOf: (variable: string) => number,
): (variable: Variable, allowed: readonly Value[]) => Literal {
	const { layout, nullable } = context;

	function holdsFor(variable: string, inputs: Affine): Affine {
		return term(isOn(context, circuit, variable, inputs, sourceOf(variable)));
	}

	function isDefined(variable: string): Affine {
		const defined = definedCoordinate(layout.block(variable));
		return defined === undefined ? constant(1) : holdsFor(variable, term(defined));
	}

	function categorical(
		variable: Extract<Variable, { readonly kind: 'categorical' }>,
		values: readonly Atom[],
		orUndefined: boolean,
	): Literal {
		const block = layout.block(variable.name);
		const holds = (among: readonly Atom[]): Affine =>
			among.length === 0
				? constant(0)
				: holdsFor(variable.name, sum(...among.map((value) => term(block.start + variable.values.indexOf(value)))));
		return [[orUndefined ? complement(holds(variable.values.filter((value) => !values.includes(value)))) : holds(values)]];
	}

	function set(variable: Extract<Variable, { readonly kind: 'set' }>, values: readonly ReadonlySet<Atom>[], orUndefined: boolean): Literal {
		const block = layout.block(variable.name);
		if (block.kind !== 'set') throw new Error(`internal: ${variable.name} is not a set`);
		const chosen = new Set(values.map((value) => domainIndex(variable, value)));
		const among = variable.values.filter((_, index) => chosen.has(index) !== orUndefined);
		const holds = sum(...among.map((value) => holdsFor(variable.name, sameSet(block, value))));
		return [[orUndefined ? complement(holds) : holds]];
	}

	function numerical(variable: NumericalVariable, values: readonly number[], orUndefined: boolean): Literal {
		const inBuckets = buckets(variable, values);
		if (!nullable.has(variable.name)) return [[inBuckets]];
		// What the number is says nothing where the variable is undefined: a ramp may be anywhere between 0 and 1 there.
		const defined = isDefined(variable.name);
		const both = [inBuckets, defined];
		return orUndefined ? [both, [complement(defined)]] : [both];
	}

	/** 1 where the number is in one of the buckets: for each run of neighbouring buckets, past its first boundary and not past its last. */
	function buckets(variable: NumericalVariable, values: readonly number[]): Affine {
		const all = variable.values ?? [];
		const isIn = all.map((value) => values.includes(value));
		const edges = isIn.flatMap((inside, index) =>
			inside === (isIn[index - 1] ?? false) ? [] : [scaled(isPast(variable, index), inside ? 1 : -1)],
		);
		return sum(...edges);
	}

	function isPast(variable: NumericalVariable, bucket: number): Affine {
		if (bucket === 0) return constant(1);
		const { scale, bias } = rampBefore(context, variable, bucket);
		return term(circuit.unit(0, sum(term(layout.block(variable.name).start, scale), constant(bias)), sourceOf(variable.name)));
	}

	return (variable, allowed) => {
		const orUndefined = allowed.includes(undefined);
		switch (variable.kind) {
			case 'categorical':
				return categorical(
					variable,
					allowed.filter((value) => value !== undefined && typeof value !== 'object'),
					orUndefined,
				);
			case 'set':
				return set(
					variable,
					allowed.filter((value) => typeof value === 'object'),
					orUndefined,
				);
			case 'numerical':
				return numerical(
					variable,
					allowed.filter((value) => typeof value === 'number'),
					orUndefined,
				);
		}
	};
}

/** 1 where the members are exactly these, at most 0 elsewhere. */
function sameSet(block: SetBlock, value: ReadonlySet<Atom>): Affine {
	const members = block.members.map((member, i) => term(block.start + i, value.has(member) ? 1 : -1));
	const defined = definedCoordinate(block);
	return sum(...members, constant(1 - value.size), ...(defined === undefined ? [] : [term(defined), constant(-1)]));
}
