import type { CategoricalVariable, NumericalVariable, SetVariable, Value, Variable } from '@alta-ts/core';
import { domainOf } from '@alta-ts/core';
import type { OrdinalBlock, SetBlock, VariableBlock } from '@alta-ts/model';
import type { Affine } from '../affine.js';
import { complement, constant, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import { definedCoordinate } from '../layout-pass.js';
import { powerOfTwo } from '../numbers/precision.js';
import { rampBefore } from '../numbers/ramps.js';
import type { Circuit } from './circuit.js';
import type { IsPossible } from './decision.js';
import { isOn } from './is-on.js';

/**
 * A conjunction of conditions. Those on one-hot coordinates are sums over the residual stream that are exactly 0 or 1, so that one unit of the
 * first hidden layer can take them all; the others are sums of first-layer units that are 1 where they hold and at most 0 elsewhere.
 */
export interface Conjunction {
	readonly coordinates: readonly Affine[];
	readonly units: readonly Affine[];
}

/** A condition, and what it decides. */
export interface Guard {
	/** Sums of first-layer units that are all 1 where the condition holds; where it does not, one of them is at most 0. */
	readonly units: readonly Affine[];
	readonly source: number;
}

/** A sum over residual coordinates of which a unit is to find out whether it is at least a whole number. */
export interface WholeSum {
	/** Its variables, for messages. */
	readonly name: string;
	readonly inputs: Affine;
	readonly smallest: number;
	readonly largest: number;
	/** Guards of the variables in it: where one says that several keys were selected, the sum means nothing. */
	readonly guards: readonly number[];
}

/** Builds conditions over the first hidden layer of a circuit. */
export interface ConditionBuilder {
	/** "The variable has one of these values (by domain index)", as alternatives of which at most one holds. */
	oneOf(variable: Variable, indices: readonly number[]): readonly Conjunction[];
	/** "The sum is at least `from` and below `below`". */
	between(sum: WholeSum, from: number | undefined, below: number | undefined): Conjunction;
	/** The code of a categorical variable's value, as a sum that is 0 where it is undefined; a whole number itself. */
	codeOf(variable: CategoricalVariable | NumericalVariable, codes: readonly number[]): WholeSum;
	/** One unit for the coordinates of a conjunction, next to its other units. */
	guard(conjunction: Conjunction, source: number): Guard;
}

const ALWAYS: Conjunction = { coordinates: [], units: [] };

/** All of several conjunctions. */
export function both(a: Conjunction, b: Conjunction): Conjunction {
	return { coordinates: [...a.coordinates, ...b.coordinates], units: [...a.units, ...b.units] };
}

/** A sum for the layer after the given one that is 1 where all of some sums are, and at most 0 elsewhere. */
export function allOf(sums: readonly Affine[]): Affine {
	return sum(...sums, constant(1 - sums.length));
}

/** Conditions in a layer of a program. */
export function conditionBuilder(
	context: Context,
	circuit: Circuit,
	isPossible: IsPossible,
	sourceOf: (variable: string) => number,
): ConditionBuilder {
	const { layout } = context;

	function isNullable(variable: Variable): boolean {
		return isPossible(variable, domainOf(variable).length - 1);
	}

	/** A unit that is 1 where the sum is at least `bound`. */
	function atLeast({ name, inputs, smallest, largest, guards }: WholeSum, bound: number, source: number): Affine {
		if (bound <= smallest && guards.length === 0) return constant(1);
		// A guard is at least ⅓ where several keys are selected, and outweighs whatever the sum is then.
		const push = -4 * powerOfTwo(largest - Math.min(smallest, bound) + 2);
		const size = Math.max(Math.abs(smallest), Math.abs(largest)) + Math.abs(bound) + 1;
		context.margins.push({
			place: `condition on ${name}`,
			what: 'whole numbers up to which sums of values are exact',
			needs: size,
			has: 2 ** context.precision.bits,
		});
		return term(circuit.unit(0, sum(inputs, constant(1 - bound), ...guards.map((guard) => term(guard, push))), source));
	}

	function between(whole: WholeSum, from: number | undefined, below: number | undefined, source: number): Affine {
		return sum(
			from === undefined ? constant(1) : atLeast(whole, from, source),
			...(below === undefined ? [] : [scaled(atLeast(whole, below, source), -1)]),
		);
	}

	function categorical(variable: CategoricalVariable, indices: readonly number[]): Conjunction {
		const block = layout.block(variable.name);
		if (block.kind === 'ordinal') return { coordinates: [], units: [ordinal(block, indices)] };
		const chosen = new Set(indices);
		const others = domainOf(variable).flatMap((_, index) => (chosen.has(index) ? [] : [index]));
		const orUndefined = chosen.has(variable.values.length);
		// Exactly one coordinate is 1, unless the variable is undefined: the shorter of two sums says the same.
		const negate = isNullable(variable) ? orUndefined : others.length <= indices.length;
		const among = (negate ? others : indices).filter((index) => index < variable.values.length);
		const on = sum(...among.map((index) => term(block.start + index)));
		if (layout.guard(variable.name) === undefined) return { coordinates: [negate ? complement(on) : on], units: [] };
		const unit = among.length === 0 ? constant(0) : term(isOn(context, circuit, variable.name, on, sourceOf(variable.name)));
		return { coordinates: [], units: [negate ? complement(unit) : unit] };
	}

	/** Undefined is code 0, the values follow: each run of neighbours begins at its first code and ends before the code after it. */
	function ordinal(block: OrdinalBlock, indices: readonly number[]): Affine {
		const count = block.values.length;
		const chosen = new Set(indices);
		const isIn = Array.from({ length: count + 1 }, (_, place) => chosen.has(place === 0 ? count : place - 1));
		const codes = [0, ...block.codes];
		const whole = ordinalSum(block);
		const edges = isIn.flatMap((inside, place) => {
			const before = isIn[place - 1] ?? false;
			if (inside === before) return [];
			const past = place === 0 ? constant(1) : atLeast(whole, codes[place] ?? 0, sourceOf(block.variable));
			return [scaled(past, inside ? 1 : -1)];
		});
		return sum(...edges);
	}

	function ordinalSum(block: OrdinalBlock): WholeSum {
		const guard = layout.guard(block.variable);
		return {
			name: block.variable,
			inputs: term(block.start),
			smallest: 0,
			largest: block.codes.at(-1) ?? 0,
			guards: guard === undefined ? [] : [guard],
		};
	}

	function codeOf(variable: CategoricalVariable | NumericalVariable, codes: readonly number[]): WholeSum {
		const block = layout.block(variable.name);
		if (block.kind === 'ordinal') return ordinalSum(block);
		const guard = layout.guard(variable.name);
		return {
			name: variable.name,
			inputs: block.kind === 'numerical' ? term(block.start) : sum(...codes.map((code, index) => term(block.start + index, code))),
			smallest: 0,
			largest: codes.at(-1) ?? 0,
			guards: guard === undefined ? [] : [guard],
		};
	}

	function set(variable: SetVariable, indices: readonly number[]): Conjunction {
		const block = layout.block(variable.name);
		if (block.kind !== 'set') throw new Error(`internal: ${variable.name} is not a set`);
		const chosen = new Set(indices);
		const orUndefined = chosen.has(variable.values.length);
		const among = variable.values.filter((_, index) => chosen.has(index) !== orUndefined);
		const holds = sum(...among.map((value) => term(isOn(context, circuit, variable.name, sameSet(block, value), sourceOf(variable.name)))));
		return { coordinates: [], units: [orUndefined ? complement(holds) : holds] };
	}

	function numerical(variable: NumericalVariable, indices: readonly number[]): readonly Conjunction[] {
		const inBuckets = buckets(variable, new Set(indices));
		if (!isNullable(variable)) return [{ coordinates: [], units: [inBuckets] }];
		// What the number is says nothing where the variable is undefined: a ramp may be anywhere between 0 and 1 there.
		const defined = isDefined(variable.name, layout.block(variable.name));
		const isIn = { coordinates: [], units: [inBuckets, defined] };
		const isUndefined = { coordinates: [], units: [complement(defined)] };
		const orUndefined = indices.includes(variable.values?.length ?? 0);
		return orUndefined ? [isIn, isUndefined] : [isIn];
	}

	function isDefined(variable: string, block: VariableBlock): Affine {
		const defined = definedCoordinate(block);
		return defined === undefined ? constant(1) : term(isOn(context, circuit, variable, term(defined), sourceOf(variable)));
	}

	/** 1 where the number is in one of the buckets: for each run of neighbouring buckets, past its first boundary and not past its last. */
	function buckets(variable: NumericalVariable, chosen: ReadonlySet<number>): Affine {
		const edges = (variable.values ?? []).flatMap((_, index) =>
			chosen.has(index) === (index > 0 && chosen.has(index - 1)) ? [] : [scaled(isPast(variable, index), chosen.has(index) ? 1 : -1)],
		);
		return sum(...edges);
	}

	function isPast(variable: NumericalVariable, bucket: number): Affine {
		if (bucket === 0) return constant(1);
		const { scale, bias } = rampBefore(context, variable, bucket);
		return term(circuit.unit(0, sum(term(layout.block(variable.name).start, scale), constant(bias)), sourceOf(variable.name)));
	}

	return {
		oneOf(variable, indices) {
			const chosen = new Set(indices);
			if (domainOf(variable).every((_, index) => chosen.has(index) || !isPossible(variable, index))) return [ALWAYS];
			if (variable.kind === 'categorical') return [categorical(variable, indices)];
			return variable.kind === 'set' ? [set(variable, indices)] : numerical(variable, indices);
		},
		between(whole, from, below) {
			return { coordinates: [], units: [between(whole, from, below, sourceOf(whole.name))] };
		},
		codeOf,
		guard({ coordinates, units }, source) {
			if (coordinates.length === 0) return { units, source };
			return { units: [...units, term(circuit.unit(0, allOf(coordinates), source))], source };
		},
	};
}

/** 1 where the members are exactly these, at most 0 elsewhere. */
function sameSet(block: SetBlock, value: ReadonlySet<Value>): Affine {
	const members = block.members.map((member, i) => term(block.start + i, value.has(member) ? 1 : -1));
	const defined = definedCoordinate(block);
	return sum(...members, constant(1 - value.size), ...(defined === undefined ? [] : [term(defined), constant(-1)]));
}
