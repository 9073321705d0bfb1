import { altaError, closest } from '@alta-ts/diagnostics';
import { readArguments } from './arguments.js';
import { type CommandName, commandNames, commands, isCommandName } from './commands.js';
import { commandHelp, mainHelp } from './help.js';
import type { Io } from './io.js';
import { reportError } from './report-error.js';
import { version } from './version.js';

/**
 * The `alta` command.
 *
 * @param argv the words after `alta`
 * @returns the exit code: 0, 1 when what the command checks failed, 2 for bad usage or input. Never throws.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
	try {
		return await dispatch(argv, io);
	} catch (error) {
		reportError(error, argv, io);
		return 2;
	}
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
	const [first, ...rest] = argv;
	if (first === undefined || first === '--help' || first === '-h') return print(io, mainHelp(version));
	if (first === '--version' || first === '-V') return print(io, `${version}\n`);
	if (first === 'help') return rest[0] === undefined ? print(io, mainHelp(version)) : runCommand(commandNamed(rest[0]), ['--help'], io);
	return runCommand(commandNamed(first), rest, io);
}

async function runCommand(name: CommandName, argv: readonly string[], io: Io): Promise<number> {
	const entry = commands[name];
	const command = await entry.load();
	const input = readArguments(name, command, argv);
	if (input.flag('help')) return print(io, commandHelp(name, entry.summary, command, io.stdout.columns));
	return command.run(input, io);
}

function commandNamed(word: string): CommandName {
	if (isCommandName(word)) return word;
	const close = closest(word, commandNames);
	throw altaError('ALTA9001', {
		what: word.startsWith('-') ? `There is no option ${word} here.` : `There is no command "${word}".`,
		where: ['alta'],
		why: `The commands are ${commandNames.join(', ')}.`,
		fix: close === undefined ? 'See alta --help.' : `Write alta ${close}.`,
	});
}

function print(io: Io, text: string): number {
	io.stdout.write(text);
	return 0;
}
