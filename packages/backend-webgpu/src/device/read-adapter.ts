import { type AdapterInfo, namesSoftware } from '@alta-ts/tensor';
import type { AdapterFacts } from './adapter-facts.js';

/** What kernels are chosen by. */
export function adapterFacts({ info, features, limits }: GPUAdapter): AdapterFacts {
	return {
		software: info.isFallbackAdapter || namesSoftware(`${info.architecture} ${info.description}`),
		features: [...features].sort(),
		invocations: limits.maxComputeInvocationsPerWorkgroup,
		sharedBytes: limits.maxComputeWorkgroupStorageSize,
	};
}

/** An adapter for people. */
export function describeAdapter(adapter: GPUAdapter): AdapterInfo {
	const { info } = adapter;
	const name = [info.vendor, info.architecture].filter((part) => part !== '').join(' ') || 'webgpu';
	const said = info.description || info.device || name;
	return {
		name,
		description: `Shaders of WebGPU: ${said}.`,
		software: adapterFacts(adapter).software,
	};
}
