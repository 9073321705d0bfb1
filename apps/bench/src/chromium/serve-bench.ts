import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ONNXRUNTIME_FILES } from '../engines/chromium-engines.js';
import { isNotRun, type NotRun } from '../engines/engine.js';
import { loadLibrary } from '../engines/load-library.js';

/** Built, also where this file runs from its source. */
const PAGE = fileURLToPath(new URL('../../dist/chromium/page.js', import.meta.url));

const PAGE_HTML = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>';

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

/** The page of the bench, on this machine alone. */
export interface ServedBench {
	readonly url: string;
	readonly close: () => Promise<void>;
}

/** Bundles the page and serves it, with the files that onnxruntime-web loads by itself. Nothing comes from elsewhere. */
export async function serveBench(): Promise<ServedBench | NotRun> {
	const vite = await loadLibrary('vite', () => import('vite'));
	if (isNotRun(vite)) return vite;
	const folder = mkdtempSync(join(tmpdir(), 'alta-bench-page-'));
	await vite.library.build({
		configFile: false,
		logLevel: 'error',
		root: fileURLToPath(new URL('../..', import.meta.url)),
		publicDir: false,
		build: {
			target: 'es2023',
			minify: false,
			outDir: folder,
			emptyOutDir: true,
			modulePreload: false,
			rolldownOptions: { input: PAGE, output: { entryFileNames: 'page.js' } },
		},
	});
	const server = createServer(({ url = '/' }, response) => {
		// Pages that no other can look into have clocks that are not made rough.
		response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
		response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
		if (url === '/') response.setHeader('Content-Type', 'text/html').end(PAGE_HTML);
		else {
			const path = filePath(folder, url);
			if (existsSync(path)) response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream').end(readFileSync(path));
			else response.writeHead(404).end();
		}
	});
	const port = await listen(server);
	return {
		url: `http://127.0.0.1:${port}/`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			rmSync(folder, { recursive: true });
		},
	};
}

function filePath(folder: string, url: string): string {
	if (!url.startsWith(ONNXRUNTIME_FILES)) return join(folder, url);
	return fileURLToPath(new URL(url.slice(ONNXRUNTIME_FILES.length), import.meta.resolve('onnxruntime-web/wasm')));
}

function listen(server: Server): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			if (address === null || typeof address === 'string') reject(new Error('internal: the page is served at no port'));
			else resolve(address.port);
		});
	});
}
