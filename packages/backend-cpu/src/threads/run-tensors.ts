import type { Backend, Executable, Tensor } from '@alta-ts/tensor';
import type { PartResult, Tensors } from './messages.js';

/** Runs an executable on tensors of the host, and reads its outputs back. */
export async function runTensors(backend: Backend, executable: Executable, inputs: Tensors): Promise<PartResult> {
	const buffers = Object.entries(inputs).map(([name, tensor]) => [name, backend.upload(tensor, name)] as const);
	try {
		const { outputs, passes } = await executable.run(Object.fromEntries(buffers));
		const tensors: Record<string, Tensor> = {};
		for (const [name, buffer] of Object.entries(outputs)) {
			tensors[name] = await backend.read(buffer);
			buffer.dispose();
		}
		return { outputs: tensors, passes };
	} finally {
		for (const [, buffer] of buffers) buffer.dispose();
	}
}
