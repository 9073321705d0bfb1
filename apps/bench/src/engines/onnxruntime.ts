import type { InferenceSession } from 'onnxruntime-node';
import { type Engine, isNotRun, type NotRun, type OpenEngine, type Work } from './engine.js';
import { loadLibrary } from './load-library.js';
import { openSession } from './onnx-session.js';

/** How many threads a library may use: one, or as many as it chooses. */
export type Threads = 1 | 'default';

/** onnxruntime for Node, on the CPU. */
export function onnxruntimeNode(threads: Threads): Engine {
	const limits: InferenceSession.SessionOptions = threads === 1 ? { intraOpNumThreads: 1, interOpNumThreads: 1 } : {};
	return engine('onnxruntime-node', threads, async (work) => {
		const loaded = await loadLibrary('onnxruntime-node', () => import('onnxruntime-node'));
		if (isNotRun(loaded)) return loaded;
		const opened = await openSession(loaded.library, { executionProviders: ['cpu'], ...limits }, work);
		return { ...opened, details: `version ${loaded.version}` };
	});
}

/** onnxruntime for the web, in WASM. Its number of threads is one setting for the whole process. */
export function onnxruntimeWeb(threads: Threads): Engine {
	return engine('onnxruntime-web', threads, async (work) => {
		const loaded = await loadLibrary('onnxruntime-web', () => import('onnxruntime-web'));
		if (isNotRun(loaded)) return loaded;
		const { wasm } = loaded.library.env;
		if (threads === 1) wasm.numThreads = 1;
		const opened = await openSession(loaded.library, { executionProviders: ['wasm'] }, work);
		return { ...opened, details: `version ${loaded.version}, WASM, ${wasm.numThreads === 1 ? '1 thread' : `${wasm.numThreads} threads`}` };
	});
}

function engine(library: string, threads: Threads, open: (work: Work) => Promise<OpenEngine | NotRun>): Engine {
	return { name: `${library}, ${threads === 1 ? '1 thread' : 'default threads'}`, open };
}
