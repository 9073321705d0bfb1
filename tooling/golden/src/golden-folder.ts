import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The recordings of one system: those in the folder `ALTA_GOLDEN_DIR` names, else the ones of this repository. */
function goldenFolder(system: string): string {
	const outside = process.env.ALTA_GOLDEN_DIR;
	const root = outside === undefined || outside === '' ? fileURLToPath(new URL('../fixtures', import.meta.url)) : outside;
	return join(root, system);
}

/** The names of the recordings of one system. None where there is no such folder. */
export function goldenFiles(system: string): readonly string[] {
	const folder = goldenFolder(system);
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort();
}

/** A recording, as it is. */
export function readGolden(system: string, name: string): unknown {
	return JSON.parse(readFileSync(join(goldenFolder(system), name), 'utf8'));
}

/** Tells about keys of a recording that no test looks at. That is no failure: other recordings may hold more. */
export function reportUnknownKeys(file: string, unknown: Iterable<string>): void {
	const keys = [...new Set(unknown)];
	if (keys.length > 0) console.log(`${file}: keys that nothing is tested against: ${keys.join(', ')}`);
}
