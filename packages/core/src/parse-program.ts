import { throwProblems } from '@alta-ts/diagnostics';
import { readJson } from './parse/json-reader.js';
import { readProgram } from './parse/read-program.js';
import type { Program } from './program.js';

/**
 * Reads a program from JSON, as `printProgram` writes it; layout and the order of keys do not matter.
 *
 * The text is checked for its structure only, all of it at once; `checkProgram` then says whether the program makes sense.
 *
 * @param source what to call the text in messages and spans, such as a file name.
 * @throws AltaError with every problem and its place: where the text is not JSON (ALTA1150 to ALTA1153), where a key is missing or
 * unknown or has a value of the wrong type (ALTA1154 to ALTA1157), or where the format is one that this version does not read (ALTA1001).
 *
 * @example
 * ```ts
 * import { parseProgram } from '@alta-ts/core';
 * const text = `{
 * 	"format": "alta-program/1",
 * 	"name": "identity",
 * 	"input": { "tokens": ["a", "b"] },
 * 	"variables": [{ "name": "x", "kind": "categorical", "values": [0, 1], "init": { "byToken": [0, null] } }],
 * 	"stages": [],
 * 	"output": { "variable": "x" }
 * }`;
 * parseProgram(text, 'identity.json').variables[0] // => { name: 'x', kind: 'categorical', values: [0, 1], init: { byToken: [0, undefined] } }
 * ```
 */
export function parseProgram(text: string, source: string = 'program'): Program {
	const { root, problems } = readJson(text, source);
	const { program, problems: more } = readProgram(root, source);
	throwProblems([...problems, ...more]);
	return program;
}
