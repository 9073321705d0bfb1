import type { CodeTable } from '@alta-ts/diagnostics';
import { graphCodes } from './codes-graph.js';

/**
 * The problems of RASP. Numbers below 500 are of the language (parsing, sessions, the console), those from 500 on of the graph, the
 * builder and lowering.
 */
export const codes: CodeTable = {
	...graphCodes,
	ALTA0001: {
		title: 'RASP source cannot be parsed',
		help: 'The text is not RASP at the marked place. The grammar is in docs/rasp.md; statements end with a semicolon, commands of the console do not.',
	},
	ALTA0002: {
		title: 'Expression too deep',
		help: 'Expressions can lie in each other only so deep: parentheses in parentheses, calls in arguments of calls. Chains of operators may be of any length.',
	},
	ALTA0003: {
		title: 'Input is no single expression',
		help: 'An input of RASP is one value, written as in a source: a text in double quotes, a list or a dict.',
	},
	ALTA0010: {
		title: 'Name stands for nothing',
		help: 'Names are bound by assignments, definitions, loops and loads. A function sees the names of the scope it was written in, a loaded file those of the library and its own.',
	},
	ALTA0011: {
		title: 'Reserved name',
		help: 'Words of the language and the built-in s-ops cannot be bound anywhere. Names of the standard library can be bound in functions, comprehensions and loaded files only.',
	},
	ALTA0012: {
		title: 'Wrong number of arguments',
		help: 'A function takes as many arguments as it has parameters; there are no defaults. An s-op or selector is applied to one input.',
	},
	ALTA0013: {
		title: 'File to load not found',
		help: 'A load names a file without its ending .rasp. It is looked for beside the file that loads it, and where the command was started.',
	},
	ALTA0014: {
		title: 'Value cannot be called',
		help: 'Functions are called with arguments; s-ops and selectors are applied to an input. Numbers, texts, truth values, lists and dicts cannot be called.',
	},
	ALTA0015: {
		title: 'File loads itself',
		help: 'A file that is being loaded is loaded again, by itself or by a file that it loads.',
	},
	ALTA0020: {
		title: 'Value of the wrong kind',
		help: 'A selector, an s-op, an atom, a list, a dict or a function stands where another of these is needed, or the values of a sequence are not of one type.',
	},
	ALTA0021: {
		title: 'Value that cannot be used',
		help: 'An index is out of range, a key is not in a dict, or an s-op is indexed by something other than an int.',
	},
	ALTA0022: {
		title: 'Operation without a result',
		help: 'Atoms have no result under this operation: a division by zero, a sum of a number and a text, a result that is too large, a recursion without an end.',
	},
	ALTA0040: {
		title: 'not binds tighter than it looks',
		help: '`not a == b` is read as `(not a) == b`, and `not x in l` as `(not x) in l`. Write `not (a == b)`.',
	},
	ALTA0041: {
		title: 'and and or without parentheses',
		help: 'They are of one level: `a or b and c` is read as `(a or b) and c`.',
	},
	ALTA0042: {
		title: 'Comparison of a comparison',
		help: '`1 < x < 3` is read as `(1 < x) < 3`, which compares a truth value with 3. Write `1 < x and x < 3`.',
	},
	ALTA0043: {
		title: 'if in an if without parentheses',
		help: '`a if b else c if d else e` is read as `(a if b else c) if d else e`. Write `a if b else (c if d else e)` for the other meaning.',
	},
	ALTA0044: {
		title: '% beside * or /',
		help: '* and / bind tighter than %: `10 % 4 * 3` is read as `10 % (4 * 3)`.',
	},
	ALTA0045: {
		title: 'Power beside a sign or another power',
		help: '`-2 ^ 2` is read as `(-2) ^ 2`, and `2 ^ 3 ^ 2` as `(2 ^ 3) ^ 2`.',
	},
	ALTA0046: {
		title: 'in beside looser operators',
		help: 'in binds loosest of all operators: `a in b and c` is read as `a in (b and c)`. Write `(a in b) and c`.',
	},
};
