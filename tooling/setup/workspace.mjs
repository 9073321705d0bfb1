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

/**
 * Runs a command in a folder to its end and keeps what it prints, standard output and errors in one text.
 *
 * @param {string} command a program, or `node` for the Node that runs this file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<Finished>}
 */
export function run(command, args, options = {}) {
	const { cwd = root, env = {} } = options;
	const started = performance.now();
	const node = command === 'node';
	return new Promise((resolve) => {
		const child = spawn(node ? process.execPath : command, args, {
			cwd,
			env: { ...environment(root, process.env), ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32' && !node,
		});
		/** @type {Buffer[]} */
		const chunks = [];
		const finish = (/** @type {number} */ code) =>
			resolve({ code, output: Buffer.concat(chunks).toString('utf8'), seconds: (performance.now() - started) / 1000 });
		child.stdout.on('data', (chunk) => chunks.push(chunk));
		child.stderr.on('data', (chunk) => chunks.push(chunk));
		child.on('error', (error) => {
			chunks.push(Buffer.from(error.message));
			finish(127);
		});
		child.on('close', (code, signal) => finish(code ?? (signal === null ? 1 : 130)));
	});
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
