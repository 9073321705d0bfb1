import type { AdapterInfo } from '@alta-ts/tensor';
import type { MachineOptions } from './cpu-options.js';
import { createJavaScriptKernels } from './kernels/javascript-kernels.js';
import type { Kernels } from './kernels/kernels.js';
import { createSimdMachine } from './kernels/simd-kernels.js';
import { createAllocator } from './memory/allocator.js';
import { createArrayMemory } from './memory/memory.js';
import type { Machine } from './prepare-plan.js';

/** What kernels run on. */
export const ADAPTERS: Readonly<Record<Kernels['name'], AdapterInfo>> = {
	simd: { name: 'wasm-simd', description: 'WebAssembly with SIMD of 128 bits, on one thread.', software: false },
	javascript: { name: 'javascript', description: 'Blocked loops in JavaScript, on one thread.', software: false },
};

/** An empty memory with the kernels that work on it. */
export function createMachine({ kernels = 'auto', memoryBytes }: MachineOptions): Machine {
	const simd = kernels === 'auto' ? createSimdMachine(memoryBytes) : undefined;
	const memory = simd?.memory ?? createArrayMemory(memoryBytes);
	return { memory, allocator: createAllocator(memory), kernels: simd?.kernels ?? createJavaScriptKernels(memory) };
}
