import { type OptionalPass, optionalPasses, type PassReport } from '@alta-ts/compiler';
import type { Profile, Program } from '@alta-ts/core';
import { altaError, closest, warning } from '@alta-ts/diagnostics';
import type { Arguments } from './arguments.js';
import type { OptionSpec } from './command-line.js';
import { counted, grouped } from './counted.js';
import { dataCodec } from './data-codec.js';
import { type Input, readInputFile } from './inputs.js';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';
import { inexactOption, profileOption, targetOptions, withoutOption } from './program-options.js';
import { createProgress } from './progress.js';
import { printAll } from './report-error.js';

const passList = optionalPasses.map(({ name, does }) => `${name} (${does})`).join('; ');

/** What a program is compiled for: all that `readPassSettings` reads but the longest input and the data type. */
export const weightOptions: readonly OptionSpec[] = [
	...targetOptions,
	inexactOption,
	profileOption,
	{ ...withoutOption, help: `Switch passes of the compiler off: ${passList}.`, missing: passNames() },
];

/**
 * Reads `--without`.
 *
 * @throws ALTA9004 for a pass there is none of.
 */
export function readWithout(input: Arguments): readonly OptionalPass[] {
	return (input.text('without') ?? '')
		.split(',')
		.filter((word) => word.trim() !== '')
		.map((word) => passNamed(word.trim()));
}

function passNames(): string {
	return `The passes that can be switched off are ${optionalPasses.map(({ name }) => name).join(', ')}.`;
}

function passNamed(word: string): OptionalPass {
	const pass = optionalPasses.find(({ name }) => name === word);
	if (pass !== undefined) return pass.name;
	const names = optionalPasses.map(({ name }) => name);
	const close = closest(word, names);
	throw altaError('ALTA9004', {
		what: `There is no pass "${word}".`,
		where: ['--without'],
		why: passNames(),
		fix: close === undefined ? 'Name some of these, with commas between them.' : `Write ${close}.`,
	});
}

/** The inputs of `--profile`, and what the program does on them. */
export interface Profiled {
	readonly inputs: readonly Input[];
	readonly profile: Profile;
}

/** Runs a program on the inputs of `--profile`; undefined without that option. Warns where some did not halt. */
export async function readProfile({ program, codec }: LoadedProgram, input: Arguments, io: Io): Promise<Profiled | undefined> {
	const file = input.text('profile');
	if (file === undefined) return undefined;
	const inputs = await readInputFile(dataCodec(codec), file, ['profile'], io);
	const { profile } = await import('@alta-ts/interpreter');
	const progress = createProgress(io, 'profile');
	function* tokens(): Generator<readonly string[]> {
		for (const [index, each] of inputs.entries()) {
			progress(index, inputs.length);
			yield each.tokens;
		}
	}
	const noted = profile(program, tokens());
	if (noted.unfinished > 0) printAll([unfinished(noted)], io);
	return { inputs, profile: noted };
}

function unfinished({ unfinished: count, inputs }: Profile): ReturnType<typeof warning> {
	return warning('ALTA9032', {
		what: `The program did not halt on ${count} of ${inputs} profiled inputs.`,
		where: ['profile'],
		why: 'What it would do after the limit of layers is not known, and left out of the weights.',
		fix: 'Give inputs on which it halts.',
	});
}

/** What a pass changed, for `--print-changed`. */
export interface PassSummary {
	readonly pass: string;
	readonly does: string;
	/** For passes over the program: what it had before and after. */
	readonly rows?: readonly [before: number, after: number];
	readonly values?: readonly [before: number, after: number];
	readonly changes: readonly string[];
}

/** Sums up what a pass changed. */
export function summarizePass({ pass, does, before, program, changes }: PassReport): PassSummary {
	if (before === program) return { pass, does, changes };
	return { pass, does, rows: [rowCount(before), rowCount(program)], values: [valueCount(before), valueCount(program)], changes };
}

/** What a pass changed, as text. */
export function passText({ pass, does, rows, values, changes }: PassSummary): string {
	if (changes.length === 0) return `${pass}: ${does}\n  no change\n`;
	const sizes = rows === undefined || values === undefined ? '' : `  ${changed('row', rows)}, ${changed('value', values)}\n`;
	return `${pass}: ${does}\n${sizes}${changes.map((line) => `    ${line}\n`).join('')}`;
}

function changed(noun: string, [before, after]: readonly [number, number]): string {
	return before === after ? counted(before, noun) : `${grouped(before)} → ${counted(after, noun)}`;
}

function rowCount({ stages }: Program): number {
	const updates = stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.updates));
	return updates.reduce((rows, update) => rows + ('rows' in update ? update.rows.length : 0), 0);
}

/** How many coordinates values have, one each: those of a categorical variable, the members of sets, and a number. */
function valueCount({ variables }: Program): number {
	return variables.reduce(
		(count, each) => count + (each.kind === 'numerical' ? 1 : each.kind === 'set' ? each.members.length : each.values.length),
		0,
	);
}
