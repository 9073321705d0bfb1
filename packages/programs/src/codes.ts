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
};
