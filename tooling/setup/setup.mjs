// @ts-check
// Gets a clone ready to be used: `node tooling/setup/setup.mjs`, with nothing but Node and npm there. With --install-only it builds nothing.
import { build } from './build.mjs';
import { install } from './install.mjs';

const problem = (await install()) ?? (process.argv.includes('--install-only') ? undefined : await build());
if (problem !== undefined) {
	process.stderr.write(`${problem}\n`);
	process.exitCode = 1;
}
