import { altaError } from '@alta-ts/diagnostics';
import type { Program } from './program.js';
import { type Json, programJson } from './program-json.js';

/** Lists under these keys are printed with one item a line. */
const tall: ReadonlySet<string> = new Set(['variables', 'stages', 'layers', 'heads', 'updates', 'rows', 'terms']);

/**
 * A program as canonical JSON: one text per program, made to be read and diffed, with a line for each variable, head and row.
 *
 * Keys come in a fixed order, `undefined` is `null`, and a set is `{ "set": […] }` in the order of its variable's members.
 * `parseProgram` reads it back.
 *
 * @throws AltaError where a number is not finite (ALTA1008), since JSON cannot hold it.
 *
 * @example
 * ```ts
 * import { PROGRAM_FORMAT, printProgram } from '@alta-ts/core';
 * const text = printProgram({
 * 	format: PROGRAM_FORMAT,
 * 	name: 'identity',
 * 	input: { tokens: ['a', 'b'] },
 * 	variables: [{ name: 'x', kind: 'categorical', values: [0, 1], init: { byToken: [0, 1] } }],
 * 	stages: [],
 * 	output: { variable: 'x' },
 * });
 * text.split('\n')[5] // => '    { "name": "x", "kind": "categorical", "values": [0, 1], "init": { "byToken": [0, 1] } }'
 * ```
 */
export function printProgram(program: Program): string {
	return `${layout(programJson(program), '', program.name)}\n`;
}

/** Prints an object that has a tall list, or a list that is one, over several lines; anything else in one. */
function layout(json: Json, indent: string, program: string): string {
	if (typeof json !== 'object' || json === null || !('fields' in json) || !json.fields.some(([key]) => tall.has(key))) {
		return inline(json, program);
	}
	const inner = `${indent}  `;
	const lines = json.fields.map(([key, value]) => {
		const isTall = typeof value === 'object' && value !== null && 'length' in value && value.length > 0 && tall.has(key);
		const items = isTall ? value.map((item) => `${inner}  ${layout(item, `${inner}  `, program)}`) : [];
		return `${inner}${JSON.stringify(key)}: ${isTall ? `[\n${items.join(',\n')}\n${inner}]` : layout(value, inner, program)}`;
	});
	return `{\n${lines.join(',\n')}\n${indent}}`;
}

function inline(json: Json, program: string): string {
	if (typeof json === 'number' && !Number.isFinite(json)) {
		throw altaError('ALTA1008', {
			what: `The program contains the number ${json}.`,
			where: [`program ${program}`],
			why: 'JSON has finite numbers only.',
			fix: 'Check the program with `checkProgram`, which says where the number is.',
		});
	}
	if (typeof json !== 'object' || json === null) return JSON.stringify(json);
	if ('length' in json) return `[${json.map((item) => inline(item, program)).join(', ')}]`;
	if (json.fields.length === 0) return '{}';
	return `{ ${json.fields.map(([key, value]) => `${JSON.stringify(key)}: ${inline(value, program)}`).join(', ')} }`;
}
