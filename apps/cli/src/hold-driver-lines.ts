import { spawn } from 'node:child_process';
import { createDriverLines } from './driver-lines.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Set by people who want to see what drivers print, and for the process in which a command runs whose standard error is read. */
const SHOWN = 'ALTA_DRIVER_LINES';

/** How wide the terminal is that shows standard error, where that is read on its way. */
const COLUMNS = 'ALTA_STDERR_COLUMNS';

/** Whether drivers may print something while a command runs: those of Linux do, as soon as WebGPU is asked for. */
export function driversMayPrint(argv: readonly string[], platform: string, environment: Environment): boolean {
	if (platform !== 'linux' || (environment[SHOWN] ?? '') !== '') return false;
	const [command, ...words] = argv;
	const looksAtAll = command === 'backends' && words.every((word) => word.startsWith('-'));
	return looksAtAll || words.some((word) => word === '--gpu' || /(^|[=,@])webgpu($|,)/.test(word));
}

/** The columns of standard error; undefined where no terminal shows it. */
export function columnsOf(stream: NodeJS.WriteStream): number | undefined {
	if (stream.isTTY === true) return stream.columns;
	const columns = stream === process.stderr ? Number(process.env[COLUMNS] ?? 0) : 0;
	return columns > 0 ? columns : undefined;
}

/**
 * Runs the command in a process of its own, and leaves out what drivers print on its standard error. They write there themselves, past everything
 * that this process could hold.
 *
 * @returns the exit code
 */
export function runWithoutDriverLines(): Promise<number> {
	const { execPath, execArgv, argv, stderr } = process;
	const width = stderr.isTTY === true ? { [COLUMNS]: String(stderr.columns) } : {};
	const child = spawn(execPath, [...execArgv, ...argv.slice(1)], {
		stdio: ['inherit', 'inherit', 'pipe'],
		env: { ...process.env, ...width, [SHOWN]: '1' },
	});
	const forwarded = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
		const forward = (): void => void child.kill(signal);
		process.on(signal, forward);
		return () => process.off(signal, forward);
	});
	const lines = createDriverLines();
	child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.write(lines.take(text)));
	// Who reads has seen enough.
	stderr.on('error', () => child.kill());
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			stderr.write(lines.rest());
			for (const stop of forwarded) stop();
			if (signal !== null) process.kill(process.pid, signal);
			resolve(code ?? 2);
		});
	});
}
