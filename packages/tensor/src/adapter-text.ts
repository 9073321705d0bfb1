import type { AdapterInfo } from './backend.js';

/**
 * An adapter in one line, for people: its name, unless the description has it, the description, and whether it is software.
 *
 * @example
 * ```ts
 * import { adapterText } from '@alta-ts/tensor';
 * adapterText({ name: 'swiftshader', description: 'Shaders of WebGPU.', software: true }); // => 'swiftshader: Shaders of WebGPU (in software).'
 * ```
 */
export function adapterText({ name, description, software }: AdapterInfo): string {
	const said = description.includes(name) ? description : `${name}: ${description}`;
	return software ? `${said.replace(/\.$/, '')} (in software).` : said;
}

/** Names of graphics cards that processors play, and what browsers call them. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i;

/** Whether what a driver calls a card means that there is none: SwiftShader, llvmpipe, the Basic Render Driver of Windows. */
export function namesSoftware(card: string): boolean {
	return SOFTWARE.test(card);
}
