import type { CodeTable } from '@alta-ts/diagnostics';

/** The problems the interpreter reports. */
export const codes: CodeTable = {
	ALTA2001: {
		title: 'Unknown token',
		help: 'A program has a fixed vocabulary, and the input contains a token that is not in it. Tokens are compared exactly: case and spaces count.',
	},
	ALTA2002: {
		title: 'Input longer than the program takes',
		help: 'The program states the longest input it is meant for, in `positions`; beyond it, a value by position may not exist and the answer is not vouched for.',
	},
	ALTA2003: {
		title: 'Impossible number of layers',
		help: '`layers` and `maxLayers` count layers, so both are whole numbers from zero on. `layers` asks for exactly that many and `maxLayers` for at most that many, so a run takes one of the two.',
	},
	ALTA2004: {
		title: 'Exact number of layers is ambiguous',
		help: 'With `layers`, the stage that loops until a condition holds takes up the difference to the layers of all other stages. In a program with several such stages it is not clear which of them should.',
	},
	ALTA2005: {
		title: 'Program is not valid',
		help: 'The interpreter runs valid programs only, and met something that a valid one does not have. `checkProgram` of `@alta-ts/core` lists everything that is wrong with a program.',
	},
};
