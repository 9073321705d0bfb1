import { compareValues, equalValues } from '../graph/compare.js';
import type { Operation } from '../graph/node.js';
import { EQ, GEQ, GT, LEQ, LT, NEQ, type Predicate } from '../graph/predicate.js';
import { RaspError } from '../graph/rasp-error.js';
import type { GraphValue } from '../graph/value.js';
import type { Arithmetic, Comparison, Predicate as PredicateName } from '../language/syntax.js';
import { calculate, pythonType, rounded, signed } from './arithmetic.js';

/** Each operation is one object, so that equal nodes can be told by their operations. */
export const binaryOperations: Readonly<Record<Arithmetic | Comparison | 'and' | 'or', Operation>> = {
	'+': { name: '+', apply: (a, b) => calculate('+', a, b) },
	'-': { name: '-', apply: (a, b) => calculate('-', a, b) },
	'*': { name: '*', apply: (a, b) => calculate('*', a, b) },
	'/': { name: '/', apply: (a, b) => calculate('/', a, b) },
	'%': { name: '%', apply: (a, b) => calculate('%', a, b) },
	'^': { name: '^', apply: (a, b) => calculate('^', a, b) },
	'==': { name: '==', apply: equalValues },
	'<': { name: '<', apply: (a, b) => ordered('<', a, b) < 0 },
	'>': { name: '>', apply: (a, b) => ordered('>', a, b) > 0 },
	'<=': { name: '<=', apply: (a, b) => ordered('<=', a, b) <= 0 },
	'>=': { name: '>=', apply: (a, b) => ordered('>=', a, b) >= 0 },
	and: { name: 'and', apply: (a, b) => truth(a) && truth(b) },
	or: { name: 'or', apply: (a, b) => truth(a) || truth(b) },
};

export const negated: Operation = { name: '-', apply: (value) => signed('-', value) };
export const unchanged: Operation = { name: '+', apply: (value) => signed('+', value) };
export const inverted: Operation = { name: 'not', apply: (value) => !truth(value) };
export const roundedOff: Operation = { name: 'round', apply: rounded };
export const indicated: Operation = { name: 'indicator', apply: (value) => (truth(value) ? 1n : 0n) };
export const chosen: Operation = { name: 'if', apply: (condition, then, otherwise) => (truth(condition) ? then : otherwise) };

export const predicates: Readonly<Record<PredicateName, Predicate>> = { '==': EQ, '!=': NEQ, '<': LT, '<=': LEQ, '>': GT, '>=': GEQ };

/** Whether a value counts as true: everything but zero, an empty text, an empty list and False. */
export function truth(value: GraphValue): boolean {
	if (Array.isArray(value)) return value.length > 0;
	return Boolean(value);
}

/** The order of two atoms; an error says which operator asked for it. */
function ordered(operator: Comparison, a: GraphValue, b: GraphValue): number {
	try {
		return compareValues(a, b);
	} catch (error) {
		const [first] = error instanceof RaspError ? error.problems : [];
		if (!(error instanceof RaspError) || first === undefined) throw error;
		const detail = `'${operator}' not supported between instances of '${pythonType(a)}' and '${pythonType(b)}'`;
		throw new RaspError(error.kind, error.code, detail, first, { cause: error });
	}
}
