import { compareValues, equalValues } from './compare.js';
import { RaspError } from './rasp-error.js';
import type { GraphValue } from './value.js';

/** Which keys a query selects, as a function of the values of both. Predicates are compared by identity. */
export interface Predicate {
	readonly name: string;
	readonly test: (key: GraphValue, query: GraphValue) => boolean;
}

type Test = Predicate['test'];

/** The key equals the query. */
export const EQ: Predicate = named('==', equalValues);
/** The key does not equal the query. */
export const NEQ: Predicate = named('!=', (key, query) => !equalValues(key, query));
/** The key is less than the query. */
export const LT: Predicate = named('<', (key, query) => compareValues(key, query) < 0);
/** The key is at most the query. */
export const LEQ: Predicate = named('<=', (key, query) => compareValues(key, query) <= 0);
/** The key is greater than the query. */
export const GT: Predicate = named('>', (key, query) => compareValues(key, query) > 0);
/** The key is at least the query. */
export const GEQ: Predicate = named('>=', (key, query) => compareValues(key, query) >= 0);
/** Every key is selected. */
export const TRUE: Predicate = { name: 'true', test: () => true };
/** No key is selected. */
export const FALSE: Predicate = { name: 'false', test: () => false };

/** A comparison, which takes defined values only. */
function named(name: string, compare: Test): Predicate {
	const test: Test = (key, query) => {
		if (key === undefined || query === undefined) throw undefinedOperand(name, key === undefined ? 'key' : 'query');
		return compare(key, query);
	};
	return { name, test };
}

function undefinedOperand(name: string, which: 'key' | 'query'): RaspError {
	return new RaspError('host', 'ALTA0505', `${which} is None!`, {
		what: `A ${which} of a select with ${name} is undefined.`,
		why: 'Nothing was selected where it was fetched, and only defined values can be compared.',
		fix: 'Give the aggregate a default, or use a function of key and query that takes undefined.',
	});
}
