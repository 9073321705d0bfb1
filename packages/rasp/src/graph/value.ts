/** A single value: RASP's ints are `bigint`, its floats `number`. The builder has `number` for both. */
export type Scalar = bigint | number | string | boolean;

/** Several values as one, as programs of the builder make them: `[token, index]`. RASP text has no tuples. */
export type Tuple = readonly GraphValue[];

/** What an s-op holds at one position. `undefined` says that nothing was selected; only programs of the builder have it. */
export type GraphValue = Scalar | Tuple | undefined;

/** A text that two values share exactly when they are of the same type and equal. `1n`, `1`, `'1'` and `true` are four values. */
export function graphValueKey(value: GraphValue): string {
	switch (typeof value) {
		case 'bigint':
			return `i${value}`;
		case 'number':
			return Object.is(value, -0) ? 'f0' : `f${value}`;
		case 'string':
			return `s${value.length}:${value}`;
		case 'boolean':
			return value ? 'T' : 'F';
		case 'undefined':
			return 'u';
		default:
			return `(${value.map(graphValueKey).join(',')})`;
	}
}

/** Whether a value is a number in the sense of Python: an int, a float, or a truth value. */
export function isNumeric(value: GraphValue): value is bigint | number | boolean {
	return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
}

/** Whether a value is a tuple. */
export function isTuple(value: GraphValue): value is Tuple {
	return typeof value === 'object';
}
