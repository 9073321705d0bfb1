import { validateProgram } from '@alta-ts/core';
import { isAltaError, type Problem, printProblem } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { certificateLines } from '../certificate-text.js';
import type { Colours } from '../colours.js';
import type { Command } from '../command.js';
import { type CompileSettings, compileLoaded, readPassSettings } from '../compile-loaded.js';
import { grouped } from '../counted.js';
import { type LoadedProgram, loadProgram } from '../load-program.js';
import { type ModelSummary, summarize } from '../model-summary.js';
import { profileOption, withoutOption } from '../pass-options.js';
import { dtypeOption, inexactOption, maxLengthOption, setOption, targetOptions } from '../program-options.js';

/** `alta check`. */
export const check: Command = {
	usage: 'PROGRAM',
	words: { min: 1, max: 1 },
	description:
		'Finds everything that is wrong with a program, all at once: errors, which make it useless or impossible to compile, and warnings, ' +
		'which do not. Then tells how large its weights are and which part costs what. Exits with 1 when there is an error.',
	options: [...targetOptions, dtypeOption, inexactOption, maxLengthOption, profileOption, withoutOption, setOption],
	examples: [
		{ command: 'alta check program.json', says: 'problems with their place in the file' },
		{ command: 'alta check parity-sum-mod-2 --set maxLength=100', says: 'a library program with other options' },
	],
	run: async (input, io) => {
		const loaded = await loadProgram(input.words[0] ?? '', { settings: input.texts('set'), unchecked: true }, io);
		const problems = [...validateProgram(loaded.program)];
		const valid = countErrors(problems) === 0;
		const model = valid ? compileOrCollect(loaded, problems, await readPassSettings(loaded, input, io)) : undefined;
		const size = model === undefined ? null : summarize(model);
		const errors = countErrors(problems);
		if (input.flag('json')) {
			io.stdout.write(
				`${JSON.stringify({ program: loaded.program.name, valid, compiles: size !== null, problems, size: size === null ? null : sizeJson(size) }, null, 2)}\n`,
			);
		} else {
			const options = { paint: io.stdout.colours, sources: Object.fromEntries(io.sources) };
			for (const problem of problems) io.stdout.write(`${printProblem(problem, options)}\n\n`);
			io.stdout.write(`${loaded.program.name}: ${plural(errors, 'error')}, ${plural(problems.length - errors, 'warning')}\n`);
			if (size !== null) io.stdout.write(sizeText(size, io.stdout.colours));
		}
		return errors === 0 ? 0 : 1;
	},
};

/** Compiles a valid program; the reasons why that cannot be done are problems like any other. */
function compileOrCollect(loaded: LoadedProgram, problems: Problem[], settings: CompileSettings): Model | undefined {
	try {
		return compileLoaded(loaded, settings);
	} catch (error) {
		if (!isAltaError(error)) throw error;
		problems.push(...error.problems);
		return undefined;
	}
}

function countErrors(problems: readonly Problem[]): number {
	return problems.filter((problem) => problem.severity === 'error').length;
}

function sizeJson({ rows, hidden, dModel, parameters, nonzeros, bytes, parts }: ModelSummary): object {
	return { rows, hidden, dModel, parameters, nonzeros, bytes, parts };
}

function sizeText(size: ModelSummary, colours: Colours): string {
	const parts = size.parts.map(({ part, nonzeros }) => `  ${grouped(nonzeros).padStart(10)}  ${part}\n`);
	return `width ${size.dModel}, ${size.hidden} hidden units, ${grouped(size.nonzeros)} weights that are not zero:\n${parts.join('')}${certificateLines(size.certificate, colours).join('\n')}\n`;
}

function plural(number: number, noun: string): string {
	return `${number === 0 ? 'no' : number} ${noun}${number === 1 ? '' : 's'}`;
}
