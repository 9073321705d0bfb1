// @ts-check
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes from the `dist` of a package what was built from sources that are gone, which a build that only adds leaves behind. Bundlers
 * clear up themselves.
 *
 * @param {string} folder the folder of the package
 */
export function removeStale(folder) {
	const dist = join(folder, 'dist');
	if (!existsSync(dist) || existsSync(join(folder, 'vite.config.ts'))) return;
	for (const path of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
		const source = path.replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
		if (source !== path && !existsSync(join(folder, 'src', source))) rmSync(join(dist, path));
	}
}
