import type { CodeTable } from '@alta-ts/diagnostics';
import { graphCodes } from './codes-graph.js';

/**
 * The problems of RASP: ALTA0001 to ALTA0499 are of the language (parsing, sessions, the console), ALTA0500 to ALTA0999 of the
 * graph, the builder and lowering.
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
};
