import type { Unavailable } from './device-errors.js';

/**
 * The entry to WebGPU of the package `webgpu`, or why there is none: the package is not installed, or it does not load.
 *
 * @param name what is imported; it is not written into the import, so that bundlers for browsers do not look for the package
 */
export async function loadWebGpu(name = 'webgpu'): Promise<GPU | Unavailable> {
	try {
		passOverScreens();
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

/**
 * On Linux, a layer of Mesa puts cards into an order by asking the screen, and complains on standard error where there is none. Then it stays
 * away, unless somebody asks it for a card. It looks at the environment when WebGPU is opened.
 */
function passOverScreens(): void {
	const { env }: { readonly env: Record<string, string | undefined> } = Reflect.get(globalThis, 'process');
	if (env.XDG_RUNTIME_DIR === undefined && env.MESA_VK_DEVICE_SELECT === undefined) env.NODEVICE_SELECT ??= '1';
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
