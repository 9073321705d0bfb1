import type { Command } from './command.js';
import { commonOptions, type OptionSpec } from './command-line.js';
import { commandNames, commands } from './commands.js';

/** The page that `alta --help` prints. */
export function mainHelp(version: string): string {
	const width = Math.max(...commandNames.map((name) => name.length));
	return [
		`alta ${version} - symbolic programs and the weights of Transformers`,
		'',
		'usage: alta COMMAND [WORDS…] [options]',
		'',
		...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
		'',
		'alta COMMAND --help explains a command and shows examples.',
		'Exit code: 0 fine, 1 what was checked failed, 2 bad usage or input.',
		'',
	].join('\n');
}

/** How long lines are where no terminal says. */
const PLAIN_WIDTH = 100;

/**
 * The page that `alta COMMAND --help` prints.
 *
 * @param columns how many characters fit a line; undefined where it is not a terminal.
 */
export function commandHelp(name: string, summary: string, command: Command, columns: number = PLAIN_WIDTH): string {
	const room = Math.max(20, Math.min(columns, PLAIN_WIDTH));
	const options = [...command.options, ...commonOptions].map((option) => [written(option), describe(option)] as const);
	const width = Math.max(...options.map(([left]) => left.length));
	return [
		`alta ${name} - ${summary}`,
		'',
		`usage: alta ${name} ${command.usage}`.trimEnd(),
		'',
		...command.description.split('\n').flatMap((paragraph) => wrap(paragraph, room)),
		'',
		'options:',
		...options.flatMap(([left, right]) => hanging(left, right, width, room)),
		'',
		'examples:',
		...command.examples.flatMap(({ command: line, says }) => [`  ${line}`, `      ${says}`]),
		'',
	].join('\n');
}

/** A term and what it means: beside it, or below it where there is little room. */
function hanging(term: string, meaning: string, width: number, room: number): string[] {
	const indent = width + 4;
	if (room - indent < 30) return [`  ${term}`, ...wrap(meaning, room - 6).map((line) => `      ${line}`)];
	return wrap(meaning, room - indent).map((line, index) => `  ${(index === 0 ? term : '').padEnd(width)}  ${line}`);
}

/** Breaks a text between words into lines of at most `width` characters; a longer word stands alone. */
function wrap(text: string, width: number): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

function written(option: OptionSpec): string {
	const short = option.short === undefined ? '' : `-${option.short}, `;
	return `${short}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`;
}

function describe(option: OptionSpec): string {
	const choices = option.choices === undefined ? '' : ` One of ${option.choices.join(', ')}.`;
	return `${option.help}${choices}${option.repeats === true ? ' May be repeated.' : ''}`;
}
