import type { CodeTable } from '@alta-ts/diagnostics';

/** What can keep a program from being compiled. */
export const codes: CodeTable = {
	ALTA4001: {
		title: 'Longest input out of range',
		help: 'The model is asked to take inputs longer than the program is right for. Library programs are built for a length by an option.',
	},
	ALTA4002: {
		title: 'Picking a position needs a longest input',
		help: 'A head that picks the first, last or nearest key ranks positions by a bias for every possible offset.',
	},
	ALTA4003: {
		title: 'Numbers too close to tell apart',
		help: 'A table reads a number whose values lie closer together than the dtype can resolve, given how the number is computed.',
	},
	ALTA4004: {
		title: 'A number without bound',
		help: 'Weights replace a number by carrying it through clipped units, which needs its largest absolute value.',
	},
	ALTA4005: {
		title: 'A read-out that is not linear',
		help: 'A read-out may weigh numbers and single categorical values, since these are coordinates of the residual stream.',
	},
	ALTA4006: {
		title: 'Adding up inputs of unknown length',
		help: 'Means and sums over any number of positions take values that are arbitrarily close, or arbitrarily large.',
	},
	ALTA4007: {
		title: 'Dtype too coarse',
		help: 'A margin that exactness depends on is not met in this dtype.',
	},
	ALTA4020: {
		title: 'Comparing positions needs a longest input',
		help: 'The target standard has no relative masks. It gives every position a coordinate, so it must know how many there can be.',
	},
	ALTA4021: {
		title: 'A head looks ahead in a causal model',
		help: 'A causal model lets no position see a later one. That is right only for programs whose heads provably never select one.',
	},
	ALTA4022: {
		title: 'A head that plain attention cannot have',
		help: 'The target standard has softmax attention and a sink token, which says the same in every input. Some heads ask for more.',
	},
	ALTA4023: {
		title: 'An option that does not fit',
		help: '`causal` is for the target standard, whose heads see all positions otherwise; `unrolled` is a number of passes; `target`, `dtype` and `without` take names from a list; and a `profile` is of one input at least.',
	},
};
