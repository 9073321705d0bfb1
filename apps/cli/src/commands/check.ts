import { type Cost, estimateCost } from '@alta-ts/compiler';
import { type Program, validateProgram } from '@alta-ts/core';
import { isAltaError, type Problem, printProblem } from '@alta-ts/diagnostics';
import type { Arguments } from '../arguments.js';
import { certificateLines } from '../certificate-text.js';
import type { Command } from '../command.js';
import { type CompileSettings, readPassSettings } from '../compile-loaded.js';
import { costJson } from '../cost-json.js';
import { drawCost } from '../draw-cost.js';
import { drawRaspCost, raspCostJson } from '../draw-rasp-cost.js';
import type { Io } from '../io.js';
import { loadOptions, readLoadOptions } from '../load-options.js';
import { type LoadedProgram, loadProgram } from '../load-program.js';
import { weightOptions } from '../pass-options.js';
import { dtypeOption, maxLengthOption } from '../program-options.js';
import { isRaspFile } from '../rasp-options.js';

/** `alta check`. */
export const check: Command = {
	usage: 'PROGRAM',
	words: { min: 1, max: 1 },
	description:
		'Finds everything that is wrong with a program, all at once: errors, which make it useless or impossible to compile, and warnings, ' +
		'which do not. Then tells how large its weights are, and what variables, heads and lines of the source cost. Where compiling would take very ' +
		'long the sizes are estimates, with the reason. Exits with 1 when there is an error.',
	options: [...weightOptions, dtypeOption, maxLengthOption, ...loadOptions, { name: 'all', help: 'Cut no list short.' }],
	examples: [
		{ command: 'alta check program.json', says: 'problems with their place in the file' },
		{ command: 'alta check parity-sum-mod-2 --set maxLength=100', says: 'a library program with other options' },
	],
	run: async (input, io) => {
		const loaded = await loadOrReport(input, io);
		if (loaded === undefined) return 1;
		const problems = [...(loaded.warnings ?? []), ...validateProgram(loaded.program)];
		const valid = countErrors(problems) === 0;
		const cost = valid ? costOrCollect(loaded.program, problems, await readPassSettings(loaded, input, io)) : undefined;
		const errors = countErrors(problems);
		if (input.flag('json')) {
			const compiles = cost?.exact === false ? null : cost !== undefined;
			const size = cost === undefined ? null : costJson(cost, io.sources);
			const rasp = loaded.rasp === undefined ? {} : { rasp: raspCostJson(loaded.rasp, io.sources) };
			io.stdout.write(`${JSON.stringify({ program: loaded.program.name, valid, compiles, problems, ...rasp, size }, null, 2)}\n`);
		} else {
			const options = { paint: io.stdout.colours, sources: Object.fromEntries(io.sources) };
			for (const problem of problems) io.stdout.write(`${printProblem(problem, options)}\n\n`);
			io.stdout.write(`${loaded.program.name}: ${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}\n`);
			if (loaded.rasp !== undefined) io.stdout.write(drawRaspCost(loaded.rasp, io.sources));
			if (cost !== undefined) {
				io.stdout.write(drawCost(cost, { colours: io.stdout.colours, texts: io.sources, all: input.flag('all') }));
				if (cost.exact) io.stdout.write(`\n${certificateLines(cost.certificate ?? null, io.stdout.colours).join('\n')}\n`);
			}
		}
		return errors === 0 ? 0 : 1;
	},
};

/** A program; of a RASP file that cannot become one, what is wrong with it is printed like any other problem. */
async function loadOrReport(input: Arguments, io: Io): Promise<LoadedProgram | undefined> {
	const word = input.words[0] ?? '';
	const options = { ...readLoadOptions(input), unchecked: true, keepsWarnings: true };
	try {
		return await loadProgram(word, options, io);
	} catch (error) {
		if (!isRaspFile(word) || !isAltaError(error) || !error.problems.every(({ code }) => code.startsWith('ALTA0'))) throw error;
		const { problems } = error;
		const print = { paint: io.stdout.colours, sources: Object.fromEntries(io.sources) };
		if (input.flag('json')) {
			io.stdout.write(`${JSON.stringify({ program: word, valid: false, compiles: false, problems, size: null }, null, 2)}\n`);
		} else {
			for (const problem of problems) io.stdout.write(`${printProblem(problem, print)}\n\n`);
			const errors = countErrors(problems);
			io.stdout.write(`${word}: ${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}\n`);
		}
		return undefined;
	}
}

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
