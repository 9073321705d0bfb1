import { toOnnx } from '@alta-ts/model/onnx';
import type { InferenceSession, OnnxValue, Tensor } from 'onnxruntime-node';
import type { Kernel } from '../kernels/kernel.js';
import { makeKernel } from '../kernels/make-kernel.js';
import type { OpenEngine, ProgramWork, Work } from './engine.js';
import { onnxKernel } from './onnx-kernel.js';
import { outputsOf, programFeeds } from './onnx-program.js';
import { programParts } from './program-parts.js';

/** What all builds of onnxruntime have in common. */
interface Runtime {
	readonly InferenceSession: { create(file: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession> };
	readonly Tensor: typeof Tensor;
}

/** Which operators an ONNX file of a kernel has: fused ones of Microsoft's where there are some, or those of the standard alone. */
export type Operators = 'fused' | 'standard';

/** Lays out work for one of the builds of onnxruntime. */
export function openSession(
	runtime: Runtime,
	options: InferenceSession.SessionOptions,
	work: Work,
	operators: Operators = 'fused',
): Promise<OpenEngine> {
	const silent = { ...options, logSeverityLevel: 4 } as const;
	return work.kind === 'program' ? openProgram(runtime, silent, work) : openKernel(runtime, silent, makeKernel(work), operators);
}

async function openKernel(
	{ InferenceSession, Tensor }: Runtime,
	options: InferenceSession.SessionOptions,
	made: Kernel,
	operators: Operators,
): Promise<OpenEngine> {
	const kernel = operators === 'fused' ? made : { ...made, nodes: made.standardNodes ?? made.nodes };
	const session = await InferenceSession.create(onnxKernel(kernel), options);
	const feeds: Record<string, OnnxValue> = {};
	for (const [name, { shape, data }] of Object.entries(kernel.inputs)) {
		if (!kernel.nodes.some((node) => node.inputs.includes(name))) continue;
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
