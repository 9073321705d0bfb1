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

/** The page that `alta COMMAND --help` prints. */
export function commandHelp(name: string, summary: string, command: Command): string {
	const options = [...command.options, ...commonOptions].map((option) => [written(option), describe(option)] as const);
	const width = Math.max(...options.map(([left]) => left.length));
	return [
		`alta ${name} - ${summary}`,
		'',
		`usage: alta ${name} ${command.usage}`.trimEnd(),
		'',
		command.description,
		'',
		'options:',
		...options.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
		'',
		'examples:',
		...command.examples.flatMap(({ command: line, says }) => [`  ${line}`, `      ${says}`]),
		'',
	].join('\n');
}

function written(option: OptionSpec): string {
	const short = option.short === undefined ? '' : `-${option.short}, `;
	return `${short}--${option.name}${option.value === undefined ? '' : ` ${option.value}`}`;
}

function describe(option: OptionSpec): string {
	const choices = option.choices === undefined ? '' : ` One of ${option.choices.join(', ')}.`;
	return `${option.help}${choices}${option.repeats === true ? ' May be repeated.' : ''}`;
}
