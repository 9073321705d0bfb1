import { type Cost, estimateCost } from '@alta-ts/compiler';
import { type Program, validateProgram } from '@alta-ts/core';
import { isAltaError, type Problem, printProblem } from '@alta-ts/diagnostics';
import { certificateLines } from '../certificate-text.js';
import type { Command } from '../command.js';
import { type CompileSettings, readPassSettings } from '../compile-loaded.js';
import { costJson } from '../cost-json.js';
import { drawCost } from '../draw-cost.js';
import { loadProgram } from '../load-program.js';
import { profileOption, withoutOption } from '../pass-options.js';
import { dtypeOption, inexactOption, maxLengthOption, setOption, targetOptions } from '../program-options.js';

/** `alta check`. */
export const check: Command = {
	usage: 'PROGRAM',
	words: { min: 1, max: 1 },
	description:
		'Finds everything that is wrong with a program, all at once: errors, which make it useless or impossible to compile, and warnings, ' +
		'which do not. Then tells how large its weights are, and what variables, heads and lines of the source cost. Where compiling would take very ' +
		'long the sizes are estimates, with the reason. Exits with 1 when there is an error.',
	options: [
		...targetOptions,
		dtypeOption,
		inexactOption,
		maxLengthOption,
		profileOption,
		withoutOption,
		setOption,
		{ name: 'all', help: 'Cut no list short.' },
	],
	examples: [
		{ command: 'alta check program.json', says: 'problems with their place in the file' },
		{ command: 'alta check parity-sum-mod-2 --set maxLength=100', says: 'a library program with other options' },
	],
	run: async (input, io) => {
		const loaded = await loadProgram(input.words[0] ?? '', { settings: input.texts('set'), unchecked: true }, io);
		const problems = [...validateProgram(loaded.program)];
		const valid = countErrors(problems) === 0;
		const cost = valid ? costOrCollect(loaded.program, problems, await readPassSettings(loaded, input, io)) : undefined;
		const errors = countErrors(problems);
		if (input.flag('json')) {
			const compiles = cost?.exact === false ? null : cost !== undefined;
			const size = cost === undefined ? null : costJson(cost, io.sources);
			io.stdout.write(`${JSON.stringify({ program: loaded.program.name, valid, compiles, problems, size }, null, 2)}\n`);
		} else {
			const options = { paint: io.stdout.colours, sources: Object.fromEntries(io.sources) };
			for (const problem of problems) io.stdout.write(`${printProblem(problem, options)}\n\n`);
			io.stdout.write(`${loaded.program.name}: ${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}\n`);
			if (cost !== undefined) {
				io.stdout.write(drawCost(cost, { colours: io.stdout.colours, texts: io.sources, all: input.flag('all') }));
				if (cost.exact) io.stdout.write(`\n${certificateLines(cost.certificate ?? null, io.stdout.colours).join('\n')}\n`);
			}
		}
		return errors === 0 ? 0 : 1;
	},
};

/** What a valid program costs; the reasons why it cannot be compiled are problems like any other. */
function costOrCollect(program: Program, problems: Problem[], settings: CompileSettings): Cost | undefined {
	try {
		return estimateCost(program, settings);
	} catch (error) {
		if (!isAltaError(error)) throw error;
		problems.push(...error.problems);
		return undefined;
	}
}

function countErrors(problems: readonly Problem[]): number {
	return problems.filter((problem) => problem.severity === 'error').length;
}

function plural(number: number, noun: string): string {
	return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}
