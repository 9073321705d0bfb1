import type * as tfjs from '@tensorflow/tfjs-core';
import type { HostArray } from '../kernels/kernel.js';
import { makeKernel } from '../kernels/make-kernel.js';
import { type Engine, isNotRun, type NotRun } from './engine.js';
import { type Library, loadLibrary } from './load-library.js';

/** TensorFlow.js with its WASM backend (one thread, as always in Node) or its plain JavaScript one. */
export function tensorflow(backend: 'wasm' | 'cpu'): Engine {
	return {
		name: `tfjs, ${backend}`,
		open: async (work) => {
			if (work.kind === 'program') return { notRun: 'tfjs reads no ONNX' };
			const loaded = await loadTensorflow(backend);
			if (isNotRun(loaded)) return loaded;
			const { library: tf, version } = loaded;
			await tf.setBackend(backend);
			const kernel = makeKernel(work);
			const tensors = new Map(Object.entries({ ...kernel.inputs, ...kernel.constants }).map(([name, array]) => [name, upload(tf, array)]));
			const named = (name: string): tfjs.Tensor => {
				const tensor = tensors.get(name);
				if (tensor === undefined) throw new Error(`internal: there is no ${name}`);
				return tensor;
			};
			return {
				details: `version ${version}`,
				run: () => {
					const out = tf.tidy(() => kernel.tfjs(tf, named));
					const data = out.dataSync();
					out.dispose();
					return data instanceof Float32Array ? data : Float32Array.from(data);
				},
			};
		},
	};
}

async function loadTensorflow(backend: 'wasm' | 'cpu'): Promise<Library<typeof tfjs> | NotRun> {
	const core = await loadLibrary('@tensorflow/tfjs-core', () => import('@tensorflow/tfjs-core'));
	if (isNotRun(core)) return core;
	core.library.env().set('PROD', true);
	const own =
		backend === 'wasm'
			? await loadLibrary('@tensorflow/tfjs-backend-wasm', () => import('@tensorflow/tfjs-backend-wasm'))
			: await loadLibrary('@tensorflow/tfjs-backend-cpu', () => import('@tensorflow/tfjs-backend-cpu'));
	return isNotRun(own) ? own : core;
}

function upload(tf: typeof tfjs, { shape, data }: HostArray): tfjs.Tensor {
	return tf.tensor(data, [...shape], data instanceof Int32Array ? 'int32' : 'float32');
}
