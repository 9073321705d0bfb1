import { altaError, isAltaError, printProblems } from '@alta-ts/diagnostics';

/** Where text goes. */
export interface Streams {
	readonly stdout: (text: string) => void;
	readonly stderr: (text: string) => void;
}

/** The exit code of a command; 2 where it throws an error with a code, which it prints. */
export async function exitCodeOf(command: () => Promise<number>, { stderr }: Streams): Promise<number> {
	try {
		return await command();
	} catch (error) {
		if (!isAltaError(error)) throw error;
		stderr(`${printProblems(error.problems)}\n`);
		return 2;
	}
}

/**
 * What a parser makes of a command line.
 *
 * @param command how it is called
 * @param names of the options it knows
 * @throws ALTA9080 where an option is misspelt, or lacks its value
 */
export function parsed<Options>(command: string, names: readonly string[], parse: () => Options): Options {
	try {
		return parse();
	} catch (error) {
		throw altaError('ALTA9080', {
			what: error instanceof Error ? error.message : String(error),
			where: [command],
			why: `The options are ${names.map((name) => `--${name}`).join(', ')}.`,
			fix: `See ${command} --help.`,
		});
	}
}

/** What was typed to call `alta bench`. */
export function commandText(argv: readonly string[]): string {
	return ['alta bench', ...argv.map(quoted)].join(' ');
}

/** A word as a shell takes it. */
function quoted(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The error, ALTA9082, of a filter that leaves nothing of what there is to measure. */
export function nothingToMeasure(filter: string, names: readonly string[]): Error {
	return altaError('ALTA9082', {
		what: `Nothing has "${filter}" in its name.`,
		where: ['--filter'],
		why: `There are ${names.join(', ')}.`,
		fix: 'Write a part of one of these names, such as --filter matmul.',
	});
}
