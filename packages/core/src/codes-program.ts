import type { CodeTable } from '@alta-ts/diagnostics';

/** Codes of programs as data: what validation and the reader of JSON find. */
export const programCodes: CodeTable = {
	ALTA1001: {
		title: 'No program, or of an unknown format',
		help: 'What is given is no Program at all: `lower` gives one as `program`, and an s-op becomes one by `lower`. Or the `format` of a program says another version of the IR: this version of alta-ts reads `alta-program/1`.',
	},
	ALTA1002: { title: 'Empty vocabulary', help: 'A program needs at least one input token.' },
	ALTA1003: { title: 'Empty token', help: 'A token is written as text in inputs and outputs, so it cannot be the empty text.' },
	ALTA1004: { title: 'Token listed twice', help: 'A token is known by its text; its place in the list is its id.' },
	ALTA1005: {
		title: 'Unusable variable name',
		help: 'A variable may have any name but the empty text and `__proto__`, which JavaScript objects cannot carry as a plain key.',
	},
	ALTA1006: { title: 'Variable name used twice', help: 'Variables, head outputs included, share one space of names.' },
	ALTA1007: {
		title: 'Value listed twice',
		help: 'The values of a variable, and the members of a set variable, are lists of different values.',
	},
	ALTA1008: { title: 'Value that is not a finite number', help: 'NaN and the infinities cannot be values.' },
	ALTA1009: {
		title: 'Values not ascending',
		help: 'The values of a numerical variable are bucket centres. A number belongs to the nearest one, so they are listed in ascending order.',
	},
	ALTA1010: { title: 'Set with a foreign member', help: 'Each set that a set variable may hold consists of the members it declares.' },
	ALTA1011: {
		title: 'Variable without values',
		help: 'A categorical or set variable lists at least one value; a numerical one may leave the list out.',
	},
	ALTA1012: { title: 'Bad number of positions', help: '`positions` is the length of the longest input, a positive integer.' },
	ALTA1013: {
		title: 'Bad initial value',
		help: 'A variable starts with one of its values, any finite number if it is numerical, or undefined.',
	},
	ALTA1014: { title: 'Wrong number of initial values by token', help: '`byToken` lists one value for each token of the vocabulary.' },
	ALTA1015: {
		title: 'Wrong number of initial values by position',
		help: '`byPosition` lists one value for each of the `positions` of the program.',
	},
	ALTA1016: {
		title: 'Initialised by position without positions',
		help: 'A program that initialises a variable by position says with `positions` how long its inputs may be.',
	},
	ALTA1018: {
		title: 'Text that is not well-formed Unicode',
		help: 'Names, tokens and symbols are written to files as UTF-8, which has no form for half a surrogate pair.',
	},
	ALTA1020: {
		title: 'Unknown variable',
		help: 'A head, an update, a condition or the output names a variable that the program does not declare.',
	},
	ALTA1030: { title: 'Head output that starts defined', help: 'The output of a head is declared with `init: { constant: undefined }`.' },
	ALTA1031: {
		title: 'Two heads write one variable',
		help: 'Heads of one layer have different outputs. Heads of several layers may share one, if all of them keep it or none does.',
	},
	ALTA1032: {
		title: 'Head output written by an update',
		help: 'Only its head writes an output. To change it, copy it into another variable.',
	},
	ALTA1033: { title: 'Head output of another kind', help: 'A head gives what it reads, so value and output are of the same kind.' },
	ALTA1034: {
		title: 'Head output that cannot hold the value',
		help: 'The values of the output contain all values of the variable that the head reads.',
	},
	ALTA1035: { title: 'Mean or sum of symbols', help: 'Only numerical variables have means and sums.' },
	ALTA1036: {
		title: 'Match of the wrong kind',
		help: '`equal` and tables compare a categorical query with a categorical key; `member` looks for a categorical key in a set query.',
	},
	ALTA1037: {
		title: 'Match without a common value',
		help: 'Query and key can never be the same, so the head never selects anything. Often numbers and texts were mixed.',
	},
	ALTA1038: { title: 'Match with a foreign value', help: 'A table of matches lists a value that its query or key cannot have.' },
	ALTA1039: { title: 'Match that lists something twice', help: 'Queries, keys and offsets are listed once each.' },
	ALTA1040: { title: 'Bad offset', help: 'An offset is an integer: key position minus query position.' },
	ALTA1041: { title: 'Empty range of offsets', help: 'The end `from` of a range of offsets is not larger than its end `to`.' },
	ALTA1042: { title: 'Empty list of offsets', help: 'A head that accepts no offset never selects anything.' },
	ALTA1043: {
		title: 'Bad constant for an empty selection',
		help: 'What a head gives where it selects nothing must be a value of its output.',
	},
	ALTA1044: {
		title: 'Bad position for an empty selection',
		help: 'Where a head selects nothing it may read a fixed position, counted from 0.',
	},
	ALTA1045: {
		title: 'Head that reads an erased output',
		help: 'Heads see the state before their layer, where every output that is not kept has been erased. Keep it, or copy it with an update.',
	},
	ALTA1101: {
		title: 'Table over a numerical without values',
		help: 'A table compares numbers by bucket, so the variable lists its bucket centres as `values`.',
	},
	ALTA1102: {
		title: 'Row that constrains what is not read',
		help: 'Every variable that a row of a table constrains is among the `reads` of the table.',
	},
	ALTA1103: {
		title: 'Row that can never fire',
		help: 'The row accepts no value of a variable. A variable that may have any value is left out of the row.',
	},
	ALTA1104: {
		title: 'Row with a foreign value',
		help: 'A row waits for a value that the variable cannot have. Numbers are compared with the `values` of the variable.',
	},
	ALTA1105: { title: 'Row that lists a value twice', help: 'The values that a row accepts of a variable are listed once each.' },
	ALTA1106: { title: 'Variable read twice', help: 'The `reads` of a table are listed once each.' },
	ALTA1107: {
		title: 'Bad written value',
		help: 'A row writes one of the values of the variable, any finite number if it is numerical, or undefined.',
	},
	ALTA1108: { title: 'Linear map of symbols', help: 'A linear map reads numerical variables only.' },
	ALTA1109: { title: 'Linear map into symbols', help: 'A linear map writes a numerical variable.' },
	ALTA1110: { title: 'Bad coefficient', help: 'The coefficients and the bias of a linear map are finite numbers.' },
	ALTA1111: {
		title: 'Linear map with a second writer',
		help: 'A linear map writes at every position, so nothing else in its layer writes the same variable.',
	},
	ALTA1112: {
		title: 'Two rows can fire together',
		help: 'In any state at most one row writes a variable. Where two fire their effects are added in weights, which gives neither of the two values, and twice the value if they agree.',
	},
	ALTA1113: {
		title: 'Update that reads an erased output',
		help: 'A head output that is not kept is defined only in the layer of its head.',
	},
	ALTA1120: { title: 'Stage without layers', help: 'A stage has at least one layer.' },
	ALTA1121: { title: 'Bad number of repetitions', help: 'A stage repeats a positive whole number of times, or until a condition holds.' },
	ALTA1122: { title: 'Bad limit of repetitions', help: '`atMost` limits the passes over a stage; it is a positive integer.' },
	ALTA1123: { title: 'Condition on a foreign value', help: 'A stage waits for a value that the variable cannot have.' },
	ALTA1124: {
		title: 'Stage that never halts',
		help: 'No initial value and nothing that writes the variable of the condition, up to the end of the stage, gives the value that the stage waits for.',
	},
	ALTA1130: { title: 'Wrong number of weights', help: 'The bias and each term of a read-out have one weight for each class.' },
	ALTA1131: { title: 'Term on a foreign value', help: 'A term of the read-out waits for a value that its variable cannot have.' },
	ALTA1132: { title: 'Term without a value', help: 'A term on a categorical or set variable says for which value it adds its weights.' },
	ALTA1133: {
		title: 'Term on a number with a value',
		help: 'A term on a numerical variable multiplies its weights with the number, so it has no value.',
	},
	ALTA1134: { title: 'Bad position of the read-out', help: 'The read-out reads a position from 0 to one less than `positions`.' },
	ALTA1135: { title: 'Bad weight', help: 'The weights of a read-out are finite numbers.' },
	ALTA1136: { title: 'Bad class', help: 'The classes of a read-out are different texts, finite numbers or truth values.' },
	ALTA1137: { title: 'Read-out without classes', help: 'A read-out lists at least one class.' },
	ALTA1140: { title: 'Variable that nobody reads', help: 'The variable changes nothing, and only takes up room.' },
	ALTA1141: { title: 'Head that nobody reads', help: 'The output of the head changes nothing, and only costs time.' },
	ALTA1142: {
		title: 'Sum beyond the listed numbers',
		help: 'A head adds up values, and a table reads the sum as the nearest of the numbers that the output lists. Without `values` on `attend` these are the numbers of a single value, so that a count of 2 may be read as 1.',
	},
	ALTA1143: {
		title: 'Mean read as one of its values',
		help: 'A head averages values, and a table reads the mean as the nearest of the numbers that the output lists. Without `values` on `attend` these are the numbers of a single value, so that a share of 0.3 is read as 0.',
	},
	ALTA1150: { title: 'Not JSON', help: 'The text of a program breaks the rules of JSON at the place shown.' },
	ALTA1151: { title: 'JSON nested too deeply', help: 'Programs are about a dozen levels deep; the reader stops at 64.' },
	ALTA1152: { title: 'Key given twice', help: 'An object of the JSON text gives a key twice, and only one of the two could count.' },
	ALTA1153: { title: 'Number out of range', help: 'A number in the JSON text is too large for a double.' },
	ALTA1154: { title: 'Wrong type', help: 'The JSON text of a program has something else at this place than the format asks for.' },
	ALTA1155: { title: 'Missing key', help: 'The JSON text of a program lacks a key that the format asks for.' },
	ALTA1156: { title: 'Unknown key', help: 'The JSON text of a program has a key at this place that the format does not know.' },
	ALTA1157: { title: 'Set that lists an atom twice', help: 'A set is written as the list of its atoms, each once.' },
	ALTA1160: {
		title: 'Too many combinations of values',
		help: 'One row for every combination of values of all variables was asked for. Their number is the product of the numbers of values, which is soon too large; the tables of the program itself have no such limit.',
	},
};
