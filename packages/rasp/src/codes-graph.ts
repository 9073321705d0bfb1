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
	ALTA0510: {
		title: 'Too many combinations of values',
		help: 'What a program computes at a position becomes a table over the values that it is computed from. Where these are many, and there are several of them, the table would be too large.',
	},
	ALTA0511: {
		title: 'Too many means to tell apart',
		help: 'A table asks for all values of what it reads. A mean of many different numbers, or of means, can have too many of them. It can still be averaged, added up, or be the answer.',
	},
	ALTA0512: {
		title: 'Selector too complex for a head',
		help: 'A head selects where several comparisons all hold. A selector that combines comparisons of different s-ops with "or" and "not" becomes several heads, or needs variables that hold all that is compared.',
	},
	ALTA0513: {
		title: 'Equal numbers of different types',
		help: 'RASP has ints, floats and truth values that may be equal; a program has one number for all of them. What tells them apart cannot be lowered.',
	},
	ALTA0514: {
		title: 'Table too large',
		help: 'What a program computes at a position becomes a table of rows. This one would have too many.',
	},
	ALTA0515: { title: 'Not a finite number', help: 'What is averaged or added up must be a finite number for every token and position.' },
	ALTA0517: {
		title: 'Mean of numbers and something else',
		help: 'An aggregate may select several positions, and fetches numbers from some and other values from others.',
	},
	ALTA0518: {
		title: 'Mean of undefined values with a default',
		help: 'A mean that leaves undefined values out cannot tell a single undefined value from none.',
	},
	ALTA0519: {
		title: 'No value on any input',
		help: 'Evaluation of the s-op fails whatever the input is, as when every token is read as a number and the vocabulary has none.',
	},
	ALTA0520: {
		title: 'Vocabulary or longest input refused',
		help: 'To lower a graph takes the tokens that inputs are made of, each with a text of its own, and the length of the longest input.',
	},
	ALTA0521: {
		title: 'Evaluation fails on some inputs',
		help: 'A program answers every input over its vocabulary, but the s-op that it was made from has a value on some of them only. On the others the answer means nothing.',
	},
	ALTA0522: {
		title: 'Argument of the wrong kind',
		help: 'Functions of the builder take s-ops, selectors, predicates and functions, in this order: select(keys, queries, predicate), aggregate(selector, values), map(function, s-op). tokens and length are functions themselves: tokens().',
	},
	ALTA0523: {
		title: 'Decided by the rounding of floats',
		help: 'Floats that are added up in another order can differ in their last digit. What treats a float otherwise than its nearest neighbours, such as a mean of fractions that is compared with a number that it can be, cannot be lowered.',
	},
};
