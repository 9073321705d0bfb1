import { createRequire } from 'node:module';

/** The version of the benchmarks, as their package says. */
export const version: string = readVersion();

function readVersion(): string {
	const manifest: unknown = createRequire(import.meta.url)('../package.json');
	if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
	return 'unknown';
}
