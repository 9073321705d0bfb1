import { toOnnx } from '@alta-ts/model/onnx';
import type { InferenceSession, OnnxValue, Tensor } from 'onnxruntime-node';
import { makeKernel } from '../kernels/make-kernel.js';
import { type Engine, isNotRun, type NotRun, type OpenEngine, type ProgramWork, type Work } from './engine.js';
import { loadLibrary } from './load-library.js';
import { onnxKernel } from './onnx-kernel.js';
import { outputsOf, programFeeds } from './onnx-program.js';
import { programParts } from './program-parts.js';

/** How many threads a library may use: one, or as many as it chooses. */
export type Threads = 1 | 'default';

/** What both builds of onnxruntime have in common. */
interface Runtime {
	readonly InferenceSession: { create(file: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
	readonly Tensor: typeof Tensor;
}

/** onnxruntime for Node, on the CPU. */
export function onnxruntimeNode(threads: Threads): Engine {
	const limits: InferenceSession.SessionOptions = threads === 1 ? { intraOpNumThreads: 1, interOpNumThreads: 1 } : {};
	return engine('onnxruntime-node', threads, async (work) => {
		const loaded = await loadLibrary('onnxruntime-node', () => import('onnxruntime-node'));
		if (isNotRun(loaded)) return loaded;
		const opened = await openWork(loaded.library, { executionProviders: ['cpu'], ...limits }, work);
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
		const opened = await openWork(loaded.library, { executionProviders: ['wasm'] }, work);
		return { ...opened, details: `version ${loaded.version}, WASM, ${wasm.numThreads === 1 ? '1 thread' : `${wasm.numThreads} threads`}` };
	});
}

function engine(library: string, threads: Threads, open: (work: Work) => Promise<OpenEngine | NotRun>): Engine {
	return { name: `${library}, ${threads === 1 ? '1 thread' : 'default threads'}`, open };
}

function openWork(runtime: Runtime, options: InferenceSession.SessionOptions, work: Work): Promise<OpenEngine> {
	const silent = { ...options, logSeverityLevel: 4 } as const;
	return work.kind === 'program' ? openProgram(runtime, silent, work) : openKernel(runtime, silent, work);
}

async function openKernel(
	{ InferenceSession, Tensor }: Runtime,
	options: InferenceSession.SessionOptions,
	work: Exclude<Work, ProgramWork>,
): Promise<OpenEngine> {
	const kernel = makeKernel(work);
	const session = await InferenceSession.create(onnxKernel(kernel), options);
	const feeds: Record<string, OnnxValue> = {};
	for (const [name, { shape, data }] of Object.entries(kernel.inputs)) {
		if (!kernel.node.inputs.includes(name)) continue;
		feeds[name] = data instanceof Int32Array ? new Tensor('int32', data, shape) : new Tensor('float32', data, shape);
	}
	return {
		run: async () => {
			const { out } = await session.run(feeds);
			if (out?.data instanceof Float32Array) return out.data;
			throw new Error('onnxruntime gave other numbers than floats');
		},
		close: () => session.release(),
	};
}

async function openProgram(
	{ InferenceSession, Tensor }: Runtime,
	options: InferenceSession.SessionOptions,
	work: ProgramWork,
): Promise<OpenEngine> {
	const { model, batches, answers } = programParts(work);
	const session = await InferenceSession.create(toOnnx(model), options);
	return {
		run: async () => {
			const outputs = [];
			for (const batch of batches) {
				const { tokens, lengths, columns } = programFeeds(model, batch);
				const given = await session.run({
					tokens: new Tensor('int64', tokens, [batch.length, columns]),
					lengths: new Tensor('int64', lengths, [batch.length]),
				});
				outputs.push(...outputsOf(model, batch, columns, given));
			}
			return answers(outputs);
		},
		close: () => session.release(),
	};
}
