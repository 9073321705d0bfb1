import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { altaError } from '@alta-ts/diagnostics';

const PACKAGE = '@alta-ts/bench';

/**
 * Finds the script that runs the benchmarks, which are installed on their own.
 *
 * @param places files, as paths or URLs; the package is looked for where they would import it from
 * @throws ALTA9060 where none of them finds it
 */
export function benchScript(places: readonly string[]): string {
	for (const place of places) {
		try {
			return join(dirname(createRequire(place).resolve(`${PACKAGE}/package.json`)), 'bin/alta-bench.js');
		} catch {
			// Not there: the next place may have it.
		}
	}
	throw altaError('ALTA9060', {
		what: `The benchmarks, ${PACKAGE}, are not installed.`,
		why: 'They are a package of their own, with what they need to draw plots.',
		fix: `Run npm install ${PACKAGE}; in a clone of the repository, npm run bench.`,
	});
}
