// @ts-check
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone, wherever the command was started. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a command that was run to its end left behind. */
/** @typedef {{ code: number, output: string, seconds: number }} Finished */

/**
 * The environment of every command: the clone's own tools come first on the path, nothing asks questions, nothing phones home.
 *
 * @param {string} folder the root of the clone
 * @param {NodeJS.ProcessEnv} inherited
 * @returns {NodeJS.ProcessEnv}
 */
export function environment(folder, inherited) {
	const path = Object.keys(inherited).find((key) => key.toLowerCase() === 'path') ?? 'PATH';
	return {
		...inherited,
		[path]: [join(folder, 'node_modules', '.bin'), inherited[path]].filter(Boolean).join(delimiter),
		DO_NOT_TRACK: '1',
		TURBO_TELEMETRY_DISABLED: '1',
		TURBO_NO_UPDATE_NOTIFIER: '1',
		NO_UPDATE_NOTIFIER: '1',
	};
}

/** The commands that are running, to be ended with this process. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.once(signal, () => {
		for (const child of running) end(child);
		process.exit(130);
	});

/**
 * Runs a command in a folder to its end and keeps what it prints, standard output and errors in one text. A command that takes
 * longer than `limitSeconds` is ended, with everything it started; it then has exit code 124, and the output says so.
 *
 * @param {string} command a program, or `node` for the Node that runs this file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, limitSeconds?: number }} [options]
 * @returns {Promise<Finished>}
 */
export function run(command, args, options = {}) {
	const { cwd = root, env = {}, limitSeconds } = options;
	const started = performance.now();
	const node = command === 'node';
	const windows = process.platform === 'win32';
	return new Promise((resolve) => {
		const child = spawn(node ? process.execPath : command, args, {
			cwd,
			env: { ...environment(root, process.env), ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: windows && !node,
			// A group of its own: a worker that hangs is ended with the command that started it.
			detached: !windows,
		});
		running.add(child);
		/** @type {Buffer[]} */
		const chunks = [];
		let late = false;
		const expire = () => {
			late = true;
			chunks.push(Buffer.from(`\nEnded: it was still running after ${limitSeconds} seconds.\n`));
			end(child);
		};
		const timer = limitSeconds === undefined ? undefined : setTimeout(expire, limitSeconds * 1000);
		const finish = (/** @type {number} */ code) => {
			running.delete(child);
			clearTimeout(timer);
			resolve({ code: late ? 124 : code, output: Buffer.concat(chunks).toString('utf8'), seconds: (performance.now() - started) / 1000 });
		};
		child.stdout.on('data', (chunk) => chunks.push(chunk));
		child.stderr.on('data', (chunk) => chunks.push(chunk));
		child.on('error', (error) => {
			chunks.push(Buffer.from(error.message));
			finish(127);
		});
		child.on('close', (code) => finish(code ?? 1));
	});
}

/** @type {(child: import('node:child_process').ChildProcess) => void} */
function end(child) {
	if (child.pid === undefined) return;
	if (process.platform === 'win32') child.kill();
	else process.kill(-child.pid, 'SIGKILL');
}

/**
 * Says on standard error what is going on, and every half minute that it still is.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function announced(what, work) {
	const started = performance.now();
	const seconds = () => Math.round((performance.now() - started) / 1000);
	process.stderr.write(`${what} …\n`);
	const timer = setInterval(() => process.stderr.write(`  still at it after ${seconds()} s\n`), 30_000);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
