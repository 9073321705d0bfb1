import { namesSoftware } from '@alta-ts/tensor';
import { cardName } from './card-name.js';
import { nextTask } from './pauses.js';

/** What a kernel of gpu.js runs on, as far as it tells: a WebGL context, or a WebGPU device with its adapter. */
export interface ContextFacts {
	/** The name of the card or driver. */
	readonly card: string | undefined;
	/** Whether a processor plays the card. */
	readonly software: boolean;
	readonly lost: () => boolean;
	/** Waits until a device that is being lost says so, after something failed. */
	readonly lossTold: () => Promise<void>;
	/** The most entries a texture can have. */
	readonly entries: number | undefined;
}

/** Looks at the context of a kernel that has run. */
export function contextFacts(context: unknown): ContextFacts {
	if (isWebGl(context)) return webGlFacts(context);
	const adapter = property(property(context, 'adapter'), 'info');
	const said = ['description', 'device', 'architecture', 'vendor']
		.map((name) => property(adapter, name))
		.filter((each): each is string => typeof each === 'string' && each !== '');
	return {
		card: said[0],
		software: property(adapter, 'isFallbackAdapter') === true || namesSoftware(said.join(' ')),
		lost: () => property(context, 'isLost') === true,
		lossTold: () => lossOf(property(context, 'device')),
		entries: undefined,
	};
}

/** As much of a device of WebGPU as is asked for here. */
interface WebGpuDevice {
	readonly lost: Promise<unknown>;
	readonly queue: { onSubmittedWorkDone(): Promise<unknown> };
}

/** One that is not lost gets through with its work, and one that was lost has none. */
async function lossOf(device: unknown): Promise<void> {
	if (!isWebGpu(device)) return;
	const { lost, queue } = device;
	await Promise.race([lost, queue.onSubmittedWorkDone().catch(() => lost)]);
}

function isWebGpu(device: unknown): device is WebGpuDevice {
	return property(device, 'lost') instanceof Promise && typeof property(property(device, 'queue'), 'onSubmittedWorkDone') === 'function';
}

/** As much of a WebGL context as is asked for here. */
interface WebGl {
	isContextLost(): boolean;
	getExtension(name: string): unknown;
	getParameter(name: number): unknown;
}

const RENDERER = 0x1f01;
const UNMASKED_RENDERER = 0x9246;
const MAX_TEXTURE_SIZE = 0x0d33;

function webGlFacts(context: WebGl): ContextFacts {
	const unmasked = context.getExtension('WEBGL_debug_renderer_info') !== null;
	const renderer = context.getParameter(unmasked ? UNMASKED_RENDERER : RENDERER);
	const side = context.getParameter(MAX_TEXTURE_SIZE);
	return {
		card: typeof renderer === 'string' ? cardName(renderer) : undefined,
		software: typeof renderer === 'string' && namesSoftware(renderer),
		lost: () => context.isContextLost(),
		lossTold: nextTask,
		entries: typeof side === 'number' ? side * side : undefined,
	};
}

function isWebGl(context: unknown): context is WebGl {
	return ['isContextLost', 'getExtension', 'getParameter'].every((name) => typeof property(context, name) === 'function');
}

function property(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
