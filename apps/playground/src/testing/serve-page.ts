import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';
import { playgroundConfig } from '../build/playground-config.js';

/** The page as it is published, built from the sources of all packages. */
export interface ServedPage {
	readonly url: string;
	/** Where it was built. */
	readonly folder: string;
	close(): Promise<void>;
}

/** Builds the page into a folder of its own and serves it. */
export async function servePage(): Promise<ServedPage> {
	const outDir = mkdtempSync(join(tmpdir(), 'alta-playground-'));
	const resolve = { conditions: ['@alta-ts/source', 'module', 'browser', 'development|production'] };
	const common = { ...playgroundConfig, configFile: false, logLevel: 'error' } as const;
	await build({ ...common, resolve, build: { ...playgroundConfig.build, outDir, emptyOutDir: true } });
	const server = await preview({ ...common, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
	return {
		url: `http://127.0.0.1:${portOf(server.httpServer.address())}/`,
		folder: outDir,
		close: async () => {
			await server.close();
			rmSync(outDir, { recursive: true });
		},
	};
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') throw new Error('internal: the page is served at no port');
	return address.port;
}
