// @ts-check
// Adds a program to the library: `npm run new-program NAME`.
import { join } from 'node:path';
import { root, run } from '../setup/workspace.mjs';
import { newProgram } from './new-program.mjs';

const [name, ...rest] = process.argv.slice(2);
const sources = join(root, 'packages/programs/src');
const added = name === undefined || rest.length > 0 ? { problem: 'Write npm run new-program NAME.' } : newProgram(sources, name);
if ('problem' in added) {
	process.stderr.write(`${added.problem}\n`);
	process.exitCode = 2;
} else {
	const paths = added.changed.map((path) => `packages/programs/src/${path}`);
	const { code, output } = await run('biome', ['check', '--write', ...paths]);
	if (code !== 0) process.stderr.write(output);
	process.stdout.write(
		[
			...paths,
			'',
			'It moves letters to the right: make something better of it, from program.ts on. See what it does:',
			`  npx vitest run packages/programs/src/${name}`,
			`  npm run build && npx alta suite --filter ${name}`,
			'',
		].join('\n'),
	);
	process.exitCode = code;
}
