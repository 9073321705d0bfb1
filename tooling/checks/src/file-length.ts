import type { Finding } from './finding.js';
import { files, readText } from './repository.js';

/** The most lines a file of code may have. */
const ceiling = 400;

/** Checks that no file of code is longer than a reader can hold: 400 lines. Recorded fixtures are data, not code. */
export function checkFileLength(root: string): readonly Finding[] {
	const code = files(root).filter((path) => /\.((m|c)?[jt]sx?|wgsl|svelte)$/.test(path) && !path.includes('/fixtures/'));
	return code.flatMap((path) => {
		const lines = readText(root, path).trimEnd().split('\n').length;
		return lines > ceiling
			? [{ where: path, what: `It has ${lines} lines, and ${ceiling} is the most. Split it by what its parts are about.` }]
			: [];
	});
}
