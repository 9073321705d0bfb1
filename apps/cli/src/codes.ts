import type { CodeTable } from '@alta-ts/diagnostics';

/** The error codes of the command line. */
export const codes: CodeTable = {
	ALTA9001: { title: 'No such command', help: 'The first word after `alta` names a command. `alta --help` lists them.' },
	ALTA9002: {
		title: 'No such option',
		help: 'An option of the command line is misspelt or belongs to another command. A token that starts with a dash can be written after `--`.',
	},
	ALTA9003: {
		title: 'Option without its value, or with one too many',
		help: 'Options that take a value are written `--name value` or `--name=value`, flags without a value.',
	},
	ALTA9004: { title: 'Option value refused', help: 'An option has a value it does not take, such as a word where a number belongs.' },
	ALTA9005: { title: 'Word missing', help: 'The command needs a word that is not there, such as the name of a program.' },
	ALTA9006: { title: 'Word too many', help: 'The command line has more words than the command takes.' },
	ALTA9007: {
		title: 'Options that exclude each other',
		help: 'Two parts of the command line ask for different things. Leave one of them out.',
	},
	ALTA9010: {
		title: 'No such file or folder',
		help: 'A path on the command line leads nowhere. Paths are relative to the current folder.',
	},
	ALTA9011: { title: 'A folder where a file belongs', help: 'The path names a folder, but the command reads a file there.' },
	ALTA9012: { title: 'File cannot be read', help: 'The operating system refused to open or read the file.' },
	ALTA9013: { title: 'Not a text file', help: 'The file is not text in UTF-8, so it cannot be a program or a list of inputs.' },
	ALTA9014: { title: 'File cannot be written', help: 'The operating system refused to create or write the file or folder.' },
	ALTA9015: {
		title: 'Something else is in the way',
		help: '`alta compile` replaces an older model and fills an empty folder, but it does not touch anything else.',
	},
	ALTA9016: { title: 'Too much to read', help: 'Texts, pipes and devices are read as a whole, up to 256 MiB.' },
	ALTA9020: {
		title: 'No such program',
		help: 'A program is given as a name from the library, or as a path to a Program in JSON, a model folder or a module.',
	},
	ALTA9021: { title: 'Module without a program', help: 'A module that is used as a program has a Program as its default export.' },
	ALTA9022: {
		title: 'Module cannot be loaded',
		help: 'Importing the module failed: a syntax error, a missing import, or an error it threw itself.',
	},
	ALTA9024: {
		title: 'RASP file without what a program needs',
		help: 'A RASP file becomes a program by the name of the s-op that is the answer, `--output`, and the tokens of its inputs, `--vocab`.',
	},
	ALTA9025: { title: 'File of an unknown kind', help: 'The ending of a file says what it is: .json, .rasp, .ts, .mts, .js or .mjs.' },
	ALTA9026: {
		title: 'Options for a program without options',
		help: '--set sets the options of a program of the library. Other programs are used as they are.',
	},
	ALTA9027: {
		title: 'Folder without a model',
		help: 'A folder given as a program holds a model: config.json, layout.json and model.safetensors.',
	},
	ALTA9028: {
		title: 'Backend not available',
		help: 'The backend is not part of this version or does not work on this machine. `alta backends` tells why.',
	},
	ALTA9029: {
		title: 'Weights where a program is needed',
		help: 'Some commands look into a program, which a folder of weights does not contain. Give them the program the weights were compiled from.',
	},
	ALTA9030: {
		title: 'Token not in the vocabulary',
		help: 'A program that comes without a codec reads its tokens as they are, separated by spaces.',
	},
	ALTA9031: { title: 'Input too long', help: 'The input has more tokens than the program takes.' },
	ALTA9032: {
		title: 'The run did not halt',
		help: 'A limit on the number of layers was reached before the halting condition held, so the output is what the program had by then. The command exits with 1.',
	},
	ALTA9033: { title: 'Filter without a match', help: '`--filter` leaves no program of the library to run.' },
	ALTA9034: {
		title: 'Weights of another program',
		help: '`alta verify` compares weights with the program they were compiled from. These have other variables or tokens than the program.',
	},
	ALTA9035: { title: 'No such data set', help: '`alta data` knows the data set scan, and no other.' },
	ALTA9046: {
		title: 'Too many inputs to try them all',
		help: '`alta verify --exhaustive` compares every input up to a length, and their number grows with every unit of it by as many times as there are tokens.',
	},
	ALTA9037: {
		title: 'Data type that the backend does not have',
		help: 'Backends compute in some data types, which `alta backends` lists. Nothing is computed in another one than was asked for, or than weights are stored in, unless `--dtype` says so.',
	},
	ALTA9036: { title: 'Part without a split', help: 'Only a split of a data set has parts: `--part` belongs to `--split`.' },
	ALTA9050: {
		title: 'No such part of the model',
		help: '`alta explain` explains coordinates of the residual stream, variables, heads, units and single weights, by the names that `alta explain --help` shows.',
	},
	ALTA9051: {
		title: 'Beyond the run',
		help: 'The run of `alta explain --input` has fewer layers or positions than were asked for.',
	},
	ALTA9052: {
		title: 'Nothing to draw',
		help: '`alta draw` draws an s-op: the one that `--output` names, or the last one that the file binds.',
	},
	ALTA9060: {
		title: 'Benchmarks not installed',
		help: '`alta bench` runs the package `@alta-ts/bench`, which is installed on its own.',
	},
	ALTA9999: { title: 'Internal error', help: 'Something went wrong that should not have. It is a bug of alta-ts, please report it.' },
};
