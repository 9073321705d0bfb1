// @ts-check
import { join } from 'node:path';
import { members } from './install.mjs';
import { removeStale } from './stale.mjs';
import { announced, root, run } from './workspace.mjs';

/**
 * Builds every package whose sources have changed since it was built last.
 *
 * @returns {Promise<string | undefined>} what went wrong, ready to be shown
 */
export async function build() {
	const done = await announced('Building', turbo);
	return done.code === 0 ? undefined : `${done.output.trim()}\n\nThe build failed.`;
}

/** @returns {Promise<import('./workspace.mjs').Finished>} */
function turbo() {
	for (const member of members(root)) removeStale(join(root, member));
	return run('node', [
		join(root, 'node_modules', 'turbo', 'bin', 'turbo'),
		'run',
		'build',
		'--continue=dependencies-successful',
		'--output-logs=errors-only',
		'--no-color',
	]);
}
