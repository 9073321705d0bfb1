import { parseArgs } from 'node:util';
import { AltaError, altaError, closest, type Problem, problem } from '@alta-ts/diagnostics';
import { type CommandLine, commonOptions, type OptionSpec } from './command-line.js';

/** The words and options of a command line, checked against a command. */
export interface Arguments {
	/** Everything that is not an option, in order. */
	readonly words: readonly string[];
	flag(name: string): boolean;
	/** The value of an option; the last one where it was given more than once. */
	text(name: string): string | undefined;
	texts(name: string): readonly string[];
	/** A whole number, at least `min`. Throws ALTA9004 for anything else. */
	integer(name: string, min: number): number | undefined;
}

type Given = { readonly option: OptionSpec; readonly value: string | undefined };

/** Stands before a word that starts with a minus and a digit, so that it is not taken for an option. No shell can pass it. */
const ESCAPE = '\0';

/**
 * Reads a command line.
 *
 * Words such as `-1` are words, never options; everything after `--` is a word. Options are `--name value` or `--name=value`.
 *
 * @throws ALTA9002 to ALTA9006, all at once.
 */
export function readArguments(name: string, command: CommandLine, argv: readonly string[]): Arguments {
	const options = [...command.options, ...commonOptions];
	const { tokens } = parseArgs({
		args: argv.map((word) => (/^-\.?\d/.test(word) ? ESCAPE + word : word)),
		options: Object.fromEntries(options.map(parserOption)),
		strict: false,
		allowPositionals: true,
		tokens: true,
	});
	const words: string[] = [];
	const given: Given[] = [];
	const problems: Problem[] = [];
	/** How many words may be values of options that there are not. */
	let strays = 0;
	let isUnknown = false;
	for (const token of tokens) {
		if (token.kind === 'positional') {
			words.push(unescaped(token.value));
			if (isUnknown) strays++;
		}
		isUnknown = false;
		if (token.kind !== 'option') continue;
		const option = options.find((each) => each.name === token.name);
		const value = token.value === undefined ? undefined : unescaped(token.value);
		const wrong =
			option === undefined ? unknownOption(name, token.rawName, options) : misuse(name, option, value, token.inlineValue === true);
		isUnknown = option === undefined && token.value === undefined;
		if (wrong !== undefined) problems.push(wrong);
		else if (option !== undefined) given.push({ option, value });
	}
	const help = given.some(({ option }) => option.name === 'help');
	if (!help) problems.push(...repeated(name, given), ...wrongCount(name, command, words, strays));
	if (problems.length > 0) throw new AltaError(problems);
	return access(name, words, given);
}

function parserOption(option: OptionSpec): [string, { type: 'string' | 'boolean'; multiple: true; short?: string }] {
	const type = option.value === undefined ? 'boolean' : 'string';
	return [option.name, { type, multiple: true, ...(option.short === undefined ? {} : { short: option.short }) }];
}

function unescaped(word: string): string {
	return word.replaceAll(ESCAPE, '');
}

function access(command: string, words: readonly string[], given: readonly Given[]): Arguments {
	const texts = (name: string): readonly string[] =>
		given.flatMap(({ option, value }) => (option.name === name && value !== undefined ? [value] : []));
	const text = (name: string): string | undefined => texts(name).at(-1);
	return {
		words,
		flag: (name) => given.some(({ option }) => option.name === name),
		text,
		texts,
		integer: (name, min) => {
			const value = text(name);
			if (value === undefined) return undefined;
			const number = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN;
			if (Number.isSafeInteger(number) && number >= min) return number;
			throw altaError('ALTA9004', {
				what: `--${name} cannot be "${value}".`,
				where: [`alta ${command}`],
				why: `It takes a whole number from ${min} on.`,
				fix: `Write --${name} ${Math.max(min, 10)}, for example.`,
			});
		},
	};
}

function unknownOption(command: string, written: string, options: readonly OptionSpec[]): Problem {
	const names = options.map((option) => option.name);
	const close = closest(written.replace(/^-+/, ''), names);
	return problem('ALTA9002', {
		what: `There is no option ${written}.`,
		where: [`alta ${command}`],
		why: `The options are ${names.map((each) => `--${each}`).join(', ')}.`,
		fix: close === undefined ? `Write -- before it if it is a token, or see alta ${command} --help.` : `Write --${close}.`,
	});
}

function misuse(command: string, option: OptionSpec, value: string | undefined, inline: boolean): Problem | undefined {
	const where = [`alta ${command}`];
	if (option.value === undefined) {
		if (value === undefined) return undefined;
		return problem('ALTA9003', {
			what: `--${option.name} takes no value, but was given "${value}".`,
			where,
			why: option.help,
			fix: `Write --${option.name} alone.`,
		});
	}
	const looksLikeOption = !inline && value !== undefined && value.startsWith('-') && !/^-$|^-\.?\d/.test(value);
	if (value === undefined || value === '' || looksLikeOption) {
		return problem('ALTA9003', {
			what: `--${option.name} needs a value${looksLikeOption ? `, but "${value}" follows` : ''}.`,
			where,
			why: option.missing ?? option.help,
			fix: `Write --${option.name} ${option.value}${looksLikeOption ? `, or --${option.name}=${value} if that is the value` : ''}.`,
		});
	}
	if (option.choices === undefined || option.choices.includes(value)) return undefined;
	const meant = likely(value, option.choices);
	return problem('ALTA9004', {
		what: `--${option.name} cannot be "${value}".`,
		where,
		why: `It is one of ${option.choices.join(', ')}.`,
		fix: `Write ${(meant.length === 0 ? option.choices.slice(0, 1) : meant).map((each) => `--${option.name} ${each}`).join(' or ')}.`,
	});
}

/** The choices that a word is a part of, else the longest that it begins with, else the one that is spelt most like it. */
function likely(word: string, choices: readonly string[]): readonly string[] {
	const longer = choices.filter((each) => word.length > 1 && each.includes(word.toLowerCase()));
	if (longer.length > 0) return longer;
	const [begun] = choices.filter((each) => word.toLowerCase().startsWith(each)).toSorted((a, b) => b.length - a.length);
	const close = begun ?? closest(word, choices);
	return close === undefined ? [] : [close];
}

function repeated(command: string, given: readonly Given[]): Problem[] {
	const names = given.filter(({ option }) => option.value !== undefined && option.repeats !== true).map(({ option }) => option.name);
	const twice = [...new Set(names.filter((each, index) => names.indexOf(each) !== index))];
	return twice.map((each) =>
		problem('ALTA9003', {
			what: `--${each} is given more than once.`,
			where: [`alta ${command}`],
			why: 'Only one value can count.',
			fix: 'Leave all but one out.',
		}),
	);
}

function wrongCount(name: string, command: CommandLine, words: readonly string[], strays: number): Problem[] {
	const facts = { where: [`alta ${name}`], fix: `Write alta ${name} ${command.usage}`.trim() };
	if (words.length < command.words.min) {
		return [
			problem('ALTA9005', {
				...facts,
				what: `alta ${name} needs more words.`,
				why: `It was given ${words.length} of ${command.words.min}.`,
			}),
		];
	}
	const extra = words.slice(command.words.max);
	if (extra.length <= strays) return [];
	return [
		problem('ALTA9006', {
			...facts,
			what: `"${extra.join(' ')}" is too much.`,
			why: command.words.max === 0 ? 'The command takes no words.' : `The command takes at most ${command.words.max} of them.`,
		}),
	];
}
