// @ts-check
// Writes docs/backends.md from what backends say of themselves, in Node and in Chromium: `npm run docs:backends`.
import { findChromium, SYSTEM_COMMAND } from '../setup/system-packages.mjs';
import { run } from '../setup/workspace.mjs';

/** @type {(project: 'node' | 'browser', file: string) => Promise<boolean>} */
async function write(project, file) {
	const { code, output } = await run('vitest', ['run', '-u', '--project', project, `tooling/backends/${file}`], { limitSeconds: 300 });
	process.stdout.write(output);
	return code === 0;
}

let written = await write('node', 'support-page.test.ts');
if (findChromium() === undefined)
	process.stdout.write(`What is told of Chromium stays as it is: there is none. \`${SYSTEM_COMMAND}\` installs it.\n`);
else written = (await write('browser', 'support-page.browser.test.ts')) && written;
process.exitCode = written ? 0 : 1;
