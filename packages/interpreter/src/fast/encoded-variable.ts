import { bucketOf, domainIndex, type Init, showValue, type Value, type Variable } from '@alta-ts/core';
import { invalidProgram } from '../state.js';

/**
 * A variable whose values are small integers, its *codes*: the indices of listed values, for a numerical those of its buckets (0
 * where it lists none), and after them one code for undefined.
 */
export interface EncodedVariable {
	readonly index: number;
	readonly name: string;
	readonly variable: Variable;
	/** Whether one cell is enough, because the variable holds the same at all positions. */
	readonly uniform: boolean;
	/** Whether nothing ever writes the variable. */
	readonly fixed: boolean;
	readonly isNumerical: boolean;
	/** Whether its values are listed, so that codes tell them apart: true of all but numericals without `values`. */
	readonly isListed: boolean;
	/** The code of undefined. */
	readonly missing: number;
	readonly init: EncodedInit;
}

/** Initial values, to be indexed with the token's id, the position, or always 0. */
export interface EncodedInit extends EncodedValues {
	readonly by: 'token' | 'position' | 'constant';
}

/** Several values of one variable; `numbers` are what a numerical holds where it is defined. */
export interface EncodedValues {
	readonly codes: Int32Array;
	readonly numbers: Float64Array;
}

/** Encodes the variables of a program, given which of them are uniform and which are ever written. */
export function encodeVariables(
	variables: readonly Variable[],
	uniform: ReadonlySet<string>,
	written: ReadonlySet<string>,
): readonly EncodedVariable[] {
	return variables.map((variable, index) => ({
		index,
		name: variable.name,
		variable,
		uniform: uniform.has(variable.name),
		fixed: !written.has(variable.name),
		isNumerical: variable.kind === 'numerical',
		isListed: variable.values !== undefined,
		missing: missingCode(variable),
		init: encodeInit(variable),
	}));
}

/** The code of a value that the variable can hold. Throws ALTA2005 for any other. */
export function codeOf(variable: Variable, value: Value): number {
	if (value === undefined) return missingCode(variable);
	if (variable.kind === 'numerical' && typeof value === 'number')
		return variable.values === undefined ? 0 : bucketOf(variable.values, value);
	const code = domainIndex(variable, value);
	if (code === -1) throw invalidProgram(`The variable "${variable.name}" cannot hold ${showValue(value)}.`);
	return code;
}

/** The codes that a condition on a variable accepts. It lists numbers as centres, which may themselves lie in the bucket below where the next double is one, too. */
export function acceptedCodes(variable: Variable, values: readonly Value[]): ReadonlySet<number> {
	const isListed = variable.kind === 'numerical' && variable.values !== undefined;
	return new Set(values.map((value) => (isListed ? domainIndex(variable, value) : codeOf(variable, value))));
}

/** Encodes a list of values that a variable can hold. */
export function encodeValues(variable: Variable, values: readonly Value[]): EncodedValues {
	return {
		codes: Int32Array.from(values, (value) => codeOf(variable, value)),
		numbers: Float64Array.from(values, (value) => (typeof value === 'number' ? value : 0)),
	};
}

/** The value of a code, and for a numerical of the number beside it. */
export function decode({ variable, missing }: EncodedVariable, code: number, number: number): Value {
	if (code === missing) return undefined;
	return variable.kind === 'numerical' ? number : variable.values[code];
}

function missingCode({ kind, values = [] }: Variable): number {
	return kind === 'numerical' ? Math.max(1, values.length) : values.length;
}

function encodeInit(variable: Variable): EncodedInit {
	const { init }: { init: Init } = variable;
	if ('constant' in init) return { by: 'constant', ...encodeValues(variable, [init.constant]) };
	if ('byToken' in init) return { by: 'token', ...encodeValues(variable, init.byToken) };
	return { by: 'position', ...encodeValues(variable, init.byPosition) };
}
