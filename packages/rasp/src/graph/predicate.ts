import { compareValues, equalValues } from './compare.js';
import type { GraphValue } from './value.js';

/** Which keys a query selects, as a function of the values of both. Predicates are compared by identity. */
export interface Predicate {
	readonly name: string;
	readonly test: (key: GraphValue, query: GraphValue) => boolean;
}

/** The key equals the query. */
export const EQ: Predicate = { name: '==', test: equalValues };
/** The key does not equal the query. */
export const NEQ: Predicate = { name: '!=', test: (key, query) => !equalValues(key, query) };
/** The key is less than the query. */
export const LT: Predicate = { name: '<', test: (key, query) => compareValues(key, query) < 0 };
/** The key is at most the query. */
export const LEQ: Predicate = { name: '<=', test: (key, query) => compareValues(key, query) <= 0 };
/** The key is greater than the query. */
export const GT: Predicate = { name: '>', test: (key, query) => compareValues(key, query) > 0 };
/** The key is at least the query. */
export const GEQ: Predicate = { name: '>=', test: (key, query) => compareValues(key, query) >= 0 };
/** Every key is selected. */
export const TRUE: Predicate = { name: 'true', test: () => true };
/** No key is selected. */
export const FALSE: Predicate = { name: 'false', test: () => false };
