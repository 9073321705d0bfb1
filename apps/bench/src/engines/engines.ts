import { availableParallelism } from 'node:os';
import type { CpuOptions } from '@alta-ts/backend-cpu';
import { type Backend, createReferenceBackend } from '@alta-ts/tensor';
import { backendEngine } from './backend.js';
import { type Engine, findEngineIn } from './engine.js';
import { jaxJs } from './jax.js';
import { onnxruntimeNode, onnxruntimeWeb } from './onnxruntime.js';
import { openWebGpu } from './open-webgpu.js';
import { plainLoops } from './plain-loops.js';
import { tensorflow } from './tfjs.js';

/** Everything that can take part in a comparison: our backends first, then the peers. */
export const engines: readonly Engine[] = [
	backendEngine('cpu', 'cpu', cpu({})),
	backendEngine('cpu, all threads', 'cpu', cpu({ threads: availableParallelism() })),
	backendEngine('cpu, JavaScript', 'cpu', cpu({ kernels: 'javascript' })),
	backendEngine('reference', 'reference', async () => createReferenceBackend()),
	plainLoops,
	onnxruntimeNode(1),
	onnxruntimeNode('default'),
	onnxruntimeWeb(1),
	onnxruntimeWeb('default'),
	tensorflow('wasm'),
	tensorflow('cpu'),
	jaxJs,
];

function cpu(options: CpuOptions): () => Promise<Backend> {
	return async () => (await import('@alta-ts/backend-cpu')).createCpuBackend(options);
}

/** The names of our backends that can be asked for. */
export const backendNames: readonly string[] = [...new Set(engines.flatMap(({ backend }) => backend ?? []))];

/** Everything that runs on the WebGPU of Node. */
export const nodeGpuEngines: readonly Engine[] = [backendEngine('webgpu, Node', 'webgpu', openWebGpu)];

/**
 * The engine of a name, of those that run in Node.
 *
 * @throws Error where there is none
 */
export function findEngine(name: string): Engine {
	return findEngineIn([...engines, ...nodeGpuEngines], name);
}
