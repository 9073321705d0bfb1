// @ts-check
/**
 * One step of `npm test`: a command that succeeds or fails. A step of kind `vitest` counts each of its tests. What `needs` Chromium is not run
 * where there is none.
 *
 * @typedef {{ name: string, title: string, kind: 'check' | 'vitest', command: readonly string[], needs?: 'chromium' }} Step
 */

/** @type {(name: string, title: string, ...command: string[]) => Step} */
const check = (name, title, ...command) => ({ name, title, kind: 'check', command });

/** @type {(name: string, title: string) => Step} */
const own = (name, title) => check(name, title, 'node', 'tooling/checks/dist/main.js', name);

/**
 * Everything `npm test` does, in order: what is quick and likely to fail comes first. Each may count on those before it.
 *
 * @type {readonly Step[]}
 */
export const steps = [
	check('build', 'every package builds', 'node', 'tooling/setup/setup.mjs'),
	check('examples', 'examples become tests', 'node', 'tooling/examples/dist/main.js'),
	check('types', 'tests and tools have sound types', 'tsc', '-p', 'tsconfig.tests.json'),
	check('format', 'format and lint (biome)', 'biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '.'),
	check('lint', 'typed lint and import cycles (oxlint)', 'oxlint', '--type-aware', '--deny-warnings'),
	check('unused', 'no dead code or dependency (knip)', 'knip', '--no-progress'),
	own('floors', 'imports go strictly downward'),
	own('lengths', 'files stay short'),
	own('words', 'nothing names a machine or a workplace'),
	own('errors', 'error codes are unique, tested and documented'),
	own('changesets', 'changesets can be read'),
	check('docs', 'the API reference builds without warnings', 'node', 'tooling/typedoc/docs.mjs', '--check'),
	own('packages', 'packages pack, install and import'),
	{
		name: 'tests',
		title: 'unit, property, golden and example tests',
		kind: 'vitest',
		command: ['vitest', 'run', '--project', 'node', '--project', 'f16'],
	},
	{ name: 'browser', title: 'backends in Chromium', kind: 'vitest', command: ['vitest', 'run', '--project', 'browser'], needs: 'chromium' },
	{
		name: 'pages',
		title: 'the playground in Chromium',
		kind: 'vitest',
		command: ['vitest', 'run', '--project', 'pages'],
		needs: 'chromium',
	},
];

/** The golden tests alone. @type {readonly Step[]} */
export const golden = [
	{ name: 'golden', title: 'golden tests', kind: 'vitest', command: ['vitest', 'run', '--project', 'node', 'tooling/golden'] },
];
