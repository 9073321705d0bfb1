// @ts-check
import { join } from 'node:path';
import { announced, root, run } from './workspace.mjs';

/**
 * Builds every package whose sources have changed since it was built last.
 *
 * @returns {Promise<string | undefined>} what went wrong, ready to be shown
 */
export async function build() {
	const done = await announced('Building', () => run('node', buildCommand));
	return done.code === 0 ? undefined : `${done.output.trim()}\n\nThe build failed.`;
}

/** What builds the packages, as the arguments of Node. */
export const buildCommand = [
	join(root, 'node_modules', 'turbo', 'bin', 'turbo'),
	'run',
	'build',
	'--continue=dependencies-successful',
	'--output-logs=errors-only',
	'--no-color',
];
