import type { CodeTable } from '@alta-ts/diagnostics';

/** The error codes of this package: tasks, their options and their texts. */
export const codes: CodeTable = {
	ALTA8001: {
		title: 'No such program in the library',
		help: 'A program of the library was asked for by a name it does not have. `alta list` prints the names.',
	},
	ALTA8002: {
		title: 'No such option',
		help: 'A task was given an option it does not declare. `alta list --json` shows the options of every task.',
	},
	ALTA8003: {
		title: 'Option value refused',
		help: 'An option of a task has a value of another type, or one outside its limits.',
	},
	ALTA8004: {
		title: 'Word not in the language of the task',
		help: 'A text given to a task has a word that its codec does not know. Words are separated by spaces.',
	},
	ALTA8005: {
		title: 'Text too long',
		help: 'A text is longer than the program was built for. Most programs take an option that sets the longest input.',
	},
	ALTA8006: {
		title: 'No text of this length',
		help: 'A generator was asked for texts of lengths that the program does not take.',
	},
	ALTA8007: {
		title: 'Number out of range',
		help: 'A text given to a task has a number that the program has no token for. Some tasks take options that set the least and the largest.',
	},
	ALTA8008: {
		title: 'Number given twice',
		help: 'A text has a number twice, and the task is about distinct numbers.',
	},
	ALTA8009: {
		title: 'Text not of the form the task reads',
		help: 'The parts of a text are not those the task asks for, such as two numbers with a plus sign between them.',
	},
	ALTA8010: {
		title: 'SUBLEQ program leaves its memory',
		help: 'An instruction of a SUBLEQ program speaks of an address beyond the last cell, or would itself lie there. The machine stops before it.',
	},
	ALTA8011: {
		title: 'SUBLEQ result does not fit into a cell',
		help: 'A difference that a SUBLEQ program computes is out of the range of its cells. The machine stops before it is stored. The options minValue and maxValue set the range.',
	},
	ALTA8012: {
		title: 'SUBLEQ program does not halt',
		help: 'A SUBLEQ program has run a great many instructions without halting, so there is no memory to compare an answer with.',
	},
	ALTA8020: {
		title: 'Command not in the grammar of SCAN',
		help: 'A text is made of words of SCAN, but the grammar of the data set does not derive it. `alta data scan` prints every command there is.',
	},
};
