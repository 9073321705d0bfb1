import { type Problem, throwProblems } from '@alta-ts/diagnostics';
import { PROGRAM_FORMAT, type Program } from './program.js';
import { checkHeads } from './validate/heads.js';
import { checkOutput } from './validate/output.js';
import { openScope, report, type Scope } from './validate/scope.js';
import { shapeProblem } from './validate/shape.js';
import { checkStages } from './validate/stages.js';
import { checkUpdates } from './validate/updates.js';
import { checkUsage } from './validate/usage.js';
import { checkText } from './validate/values.js';
import { checkInput, checkVariables } from './validate/variables.js';

/**
 * Everything that is wrong with a program, not only the first thing; empty when it is fine. Nothing is thrown.
 *
 * Errors are what no part of the toolchain accepts: names that nothing declares, values outside a domain, rows that can fire together,
 * a stage that never halts. Warnings are things to know, such as a variable that nothing reads.
 *
 * The program is taken to have the right types; `parseProgram` makes sure of that for programs that come as text.
 *
 * @example
 * ```ts
 * import { PROGRAM_FORMAT, validateProgram } from '@alta-ts/core';
 * const problems = validateProgram({
 * 	format: PROGRAM_FORMAT,
 * 	name: 'example',
 * 	input: { tokens: ['a', 'b'] },
 * 	variables: [{ name: 'bit', kind: 'categorical', values: [0, 1], init: { byToken: [0, 2] } }],
 * 	stages: [],
 * 	output: { variable: 'bits' },
 * });
 * problems.map((each) => each.what) // => ['bit cannot start as 2.', 'No variable is called "bits".', 'Nobody reads bit.']
 * ```
 */
export function validateProgram(program: Program): readonly Problem[] {
	const shape = shapeProblem(program);
	if (shape !== undefined) return [shape];
	const scope = openScope(program);
	checkFormat(program.format, scope);
	checkText(scope, program.name, scope.where);
	checkInput(scope);
	checkVariables(scope);
	checkHeads(scope);
	checkUpdates(scope);
	checkStages(scope);
	checkOutput(scope);
	checkUsage(scope);
	return scope.problems;
}

/** Throws an `AltaError` with all errors that {@link validateProgram} finds; does nothing when there are none, warnings or not. */
export function checkProgram(program: Program): void {
	throwProblems(validateProgram(program));
}

function checkFormat(format: string, scope: Scope): void {
	if (format === PROGRAM_FORMAT) return;
	report(scope, 'ALTA1001', {
		what: `The format of the program is ${JSON.stringify(format)}.`,
		where: scope.where,
		why: `This version reads and writes ${JSON.stringify(PROGRAM_FORMAT)} only.`,
		fix: `Use \`format: ${JSON.stringify(PROGRAM_FORMAT)}\`, or a version of alta-ts that knows this format.`,
	});
}
