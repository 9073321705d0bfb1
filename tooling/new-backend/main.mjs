// @ts-check
// Adds a package for a backend: `npm run new-backend NAME`.
import { newBackend } from '../backends/new-backend.mjs';
import { root, run } from '../setup/workspace.mjs';

const [name, ...rest] = process.argv.slice(2);
const added = name === undefined || rest.length > 0 ? { problem: 'Write npm run new-backend NAME.' } : newBackend(root, name);
if ('problem' in added) {
	process.stderr.write(`${added.problem}\n`);
	process.exitCode = 2;
} else {
	const { code, output } = await run('biome', ['check', '--write', ...added.changed]);
	if (code !== 0) process.stderr.write(output);
	process.stdout.write(
		[
			...added.changed,
			'',
			'It has every mandatory op, in plain loops, and refuses the others. Install, and see that it is right:',
			'  npx pnpm install --no-frozen-lockfile',
			`  npx vitest run packages/backend-${name}`,
			'See what the command alta does on it:',
			'  npm run build',
			`  npx alta diff parity-sequential-relative@reference @${name}`,
			'Then make something better of it: docs/writing-a-backend.md.',
			'',
		].join('\n'),
	);
	process.exitCode = code;
}
