import { isAltaError, type Problem, printProblem, problem } from '@alta-ts/diagnostics';
import type { Io } from './io.js';
import { version } from './version.js';

/** How many problems are printed before the rest is only counted. */
const MOST = 10;

/** Prints what was thrown, on standard error and without a host stack trace. */
export function reportError(error: unknown, argv: readonly string[], io: Io): void {
	const problems = isAltaError(error) ? error.problems : [internal(error, argv)];
	printAll(problems, io);
}

/** Prints problems on standard error, the first ten in full. */
export function printAll(problems: readonly Problem[], io: Io): void {
	if (problems.length === 0) return;
	const options = { paint: io.stderr.colours, sources: Object.fromEntries(io.sources) };
	const texts = problems.slice(0, MOST).map((each) => printProblem(each, options));
	const more = problems.length - texts.length;
	if (more > 0) texts.push(`… and ${more} more.`);
	io.stderr.write(`${texts.join('\n\n')}\n`);
}

function internal(error: unknown, argv: readonly string[]): Problem {
	return problem('ALTA9999', {
		what: `internal: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
		where: [`alta ${argv.join(' ')}`],
		why: `This is a bug of alta-ts ${version}, or the system ran out of something (Node ${process.version}, ${process.platform}).`,
		fix: 'Report it with the command and this message: https://github.com/alta-ts/alta-ts/issues',
	});
}
