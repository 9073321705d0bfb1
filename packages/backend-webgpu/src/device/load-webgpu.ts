import type { Unavailable } from './device-errors.js';

/**
 * The entry to WebGPU of the package `webgpu`, or why there is none: the package is not installed, or it does not load.
 *
 * @param name what is imported; it is not written into the import, so that bundlers for browsers do not look for the package
 */
export async function loadWebGpu(name = 'webgpu'): Promise<GPU | Unavailable> {
	try {
		const { create }: typeof import('webgpu') = await import(/* @vite-ignore */ name);
		return create([]);
	} catch (error) {
		if (isNotFound(error, name)) return { reason: `The package ${name} is not installed.`, fix: `Run \`npm install ${name}\`.` };
		return {
			reason: `The package ${name} is installed but does not load: ${sentence(error)}`,
			fix: `Install it anew with \`npm install ${name}\`, on a system that it has a build for.`,
		};
	}
}

/** Whether it is the package itself that was not found, and not something that it needs. */
function isNotFound(error: unknown, name: string): boolean {
	return (
		error instanceof Error &&
		'code' in error &&
		error.code === 'ERR_MODULE_NOT_FOUND' &&
		(error.message.includes(`package '${name}'`) || error.message.includes(`module '${name}'`))
	);
}

/** The first line of what was thrown, with a full stop. */
function sentence(error: unknown): string {
	const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
	return `${line.trim().replace(/\.$/, '')}.`;
}
