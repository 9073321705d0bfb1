import type { CodeTable } from '@alta-ts/diagnostics';

/** Codes of the graph, the builder and lowering. */
export const graphCodes: CodeTable = {
	ALTA0501: {
		title: 'Values without an order',
		help: 'Numbers can be compared with numbers, and texts with texts. Only equality takes any two values.',
	},
	ALTA0502: {
		title: 'Token that is not a number',
		help: 'A program reads its tokens as ints or floats, and a token of the input is no such number.',
	},
	ALTA0503: {
		title: 'Mean of values that are not numbers',
		help: 'Where an aggregate selects several positions it takes their mean, so the values it fetches must be numbers. In RASP text all values of the sequence count, and truth values alone are not numbers.',
	},
	ALTA0504: {
		title: 'Function of the program failed',
		help: 'A function that a program applies at every position, or a predicate of a selector, threw an error for a value that occurred.',
	},
	ALTA0505: {
		title: 'Comparison with undefined',
		help: 'A key or a query of a select is undefined, because an aggregate without a default selected nothing. The named predicates take defined values only.',
	},
	ALTA0506: {
		title: 'Linear map of something else than numbers',
		help: 'linearSequenceMap multiplies and adds, so its inputs are numbers or truth values.',
	},
};
