import { domainIndex, showValue } from './domain.js';
import type { Value, Variable } from './program.js';

/** What a written value is once checked: the value as the variable declares it, or why the variable cannot take it. */
export type WrittenValue = { readonly value: Value } | { readonly shown: string; readonly why: string };

/**
 * Checks a value that an author's code gives to a variable. `undefined` may be written anywhere, a numerical takes any finite
 * number, categoricals and sets take their listed values only.
 */
export function checkWritten(variable: Variable, written: unknown): WrittenValue {
	const refuse = (why: string): WrittenValue => ({ shown: showUnknown(written), why });
	if (!isValue(written)) return refuse('A variable holds a string, a number, a truth value, a set of those, or undefined.');
	if (written === undefined) return { value: undefined };
	if (variable.kind === 'numerical') {
		if (typeof written === 'number' && Number.isFinite(written)) return { value: written === 0 ? 0 : written };
		return refuse('A numerical variable takes finite numbers.');
	}
	const index = domainIndex(variable, written);
	if (index >= 0) return { value: variable.values[index] };
	return refuse(`Its values are ${listed(variable.values)}.`);
}

/** A list of values for a message, shortened when long. */
export function listed(values: readonly Value[]): string {
	const shown = values.slice(0, 12).map(showValue);
	return values.length > shown.length ? `${shown.join(', ')} … ${showValue(values.at(-1))} (${values.length} in all)` : shown.join(', ');
}

function isAtom(value: unknown): value is string | number | boolean {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isValue(value: unknown): value is Value {
	return value === undefined || isAtom(value) || (value instanceof Set && [...value].every(isAtom));
}

function showUnknown(value: unknown): string {
	if (isValue(value)) return showValue(value);
	if (value === null) return 'null';
	return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}
