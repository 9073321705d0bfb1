// @ts-check
// Builds the API reference into docs/api. With --check it builds it nowhere and fails on the first warning all the same.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, TSConfigReader } from 'typedoc';

const root = fileURLToPath(new URL('../..', import.meta.url));
const packages = readdirSync(join(root, 'packages')).sort();
const app = await Application.bootstrapWithPlugins(
	{
		name: 'alta-ts',
		entryPoints: [...packages.map((name) => `${name}/src/index.ts`), 'model/src/onnx/index.ts', 'backend-kit/src/vitest.ts'].map((path) =>
			join(root, 'packages', path),
		),
		tsconfig: join(root, 'tooling/typedoc/tsconfig.json'),
		basePath: root,
		out: join(root, 'docs/api'),
		readme: 'none',
		disableGit: true,
		sourceLinkTemplate: 'https://github.com/alta-ts/alta-ts/blob/main/{path}#L{line}',
		// Types are checked by tsc already, and with the TypeScript the packages are written for.
		skipErrorChecking: true,
		treatWarningsAsErrors: true,
		excludePrivate: true,
		excludeInternal: true,
		validation: { notExported: true, invalidLink: true, notDocumented: false },
		logLevel: 'Warn',
	},
	[new TSConfigReader()],
);
process.exitCode = await build(process.argv.includes('--check'));

/** @type {(check: boolean) => Promise<number>} */
async function build(check) {
	const project = await app.convert();
	if (project === undefined) return 1;
	app.validate(project);
	if (app.logger.hasErrors() || app.logger.hasWarnings()) return 1;
	if (!check) await app.generateOutputs(project);
	return app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
}
