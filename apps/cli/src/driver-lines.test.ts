import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createDriverLines } from './driver-lines.js';
import { driversMayPrint } from './hold-driver-lines.js';

const fromDrivers = `error: XDG_RUNTIME_DIR is invalid or not set in the environment.
Warning: Vulkan shaderUniform*ArrayDynamicIndexing required.
 - While initializing adapter (backend=BackendType::Vulkan)
    at InitializeImpl (/build/node-webgpu/third_party/dawn/src/dawn/native/vulkan/PhysicalDeviceVk.cpp:257)

Warning: maxDynamicUniformBuffersPerPipelineLayout artificially reduced from 1000000 to 16 to fit dynamic offset allocation limit.
Warning: loader_get_json: Failed to open JSON file /nowhere.json
Warning: vkCreateInstance failed with VK_ERROR_INCOMPATIBLE_DRIVER
    at CheckVkSuccessImpl (/build/node-webgpu/third_party/dawn/src/dawn/native/vulkan/VulkanError.cpp:106)

WARNING: lavapipe is not a conformant vulkan implementation, testing use only.
`;

/** What is left of texts that come one after the other. */
function left(...texts: readonly string[]): string {
	const lines = createDriverLines();
	return texts.map(lines.take).join('') + lines.rest();
}

test('what drivers print is left out, wherever it is cut', () => {
	expect(left(fromDrivers)).toBe('');
	for (let at = 0; at < fromDrivers.length; at++) expect(left(fromDrivers.slice(0, at), fromDrivers.slice(at))).toBe('');
});

test('everything else stays, empty lines and ends without a line break as well', () => {
	const own =
		'warning ALTA9003: something\n\nError: something of Dawn\n    at main (file.js:1)\n - While\nWarning: of a program\nsuite: 3 of 9';
	expect(left(own)).toBe(own);
	expect(left(`before\n${fromDrivers}after\n\n    at InitializeImpl (/src/dawn/x.cpp:1)\n`)).toBe(
		'before\nafter\n\n    at InitializeImpl (/src/dawn/x.cpp:1)\n',
	);
});

const script = fileURLToPath(new URL('../bin/alta.js', import.meta.url));

interface Ended {
	readonly code: number | string | null | undefined;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command on a machine that has no screen, with the drivers that are named, or with all it has. */
function alta(words: readonly string[], drivers?: string): Promise<Ended> {
	const rest = Object.entries(process.env).filter(([name]) => !/^(NODEVICE_SELECT|XDG_RUNTIME_DIR|ALTA_\w+|VK_\w+)$/.test(name));
	const env = { ...Object.fromEntries(rest), ...(drivers === undefined ? {} : { VK_ICD_FILENAMES: drivers }) };
	return new Promise((resolve) => {
		execFile(process.execPath, [script, ...words], { env }, (error, stdout, stderr) => {
			resolve({ code: error === null ? 0 : error.code, stdout, stderr });
		});
	});
}

test('a command that asks for WebGPU says nothing but its own on standard error', { timeout: 60_000 }, async () => {
	const looked = await alta(['backends', 'webgpu'], '/nowhere.json');
	expect(looked).toMatchObject({ code: 1, stderr: '' });
	expect(looked.stdout).toContain('webgpu  not available');
	expect(looked.stdout).toMatch(/ALTA_DRIVER_LINES=1\s+shows it/);
	expect(await alta(['backends'])).toMatchObject({ code: 0, stderr: '' });
});

test('its exit code and its errors are those of the command', async () => {
	const wrong = await alta(['run', 'length', '--backend', 'webgpu', '--nonsense'], '/nowhere.json');
	expect(wrong.code).toBe(2);
	expect(wrong.stderr).toMatch(/^error ALTA\d+: .*--nonsense/);
	const missing = await alta(['run', 'length', 'a b', '--backend', 'webgpu'], '/nowhere.json');
	expect(missing.code).toBe(2);
	expect(missing.stderr).toMatch(/^error ALTA9028: /);
});

test('only commands that ask for WebGPU take a second process, where nobody wants to see the lines', () => {
	const held = (...words: readonly string[]): boolean => driversMayPrint(words, 'linux', {});
	expect([held('backends'), held('backends', '--json'), held('backends', 'webgpu'), held('run', 'x', '--backend=webgpu')]).toEqual([
		true,
		true,
		true,
		true,
	]);
	expect(held('bench', '--gpu', '--quick')).toBe(true);
	expect([held('diff', 'addition', '@webgpu'), held('diff', 'addition@webgpu', '@cpu'), held('diff', './a@b.ts@webgpu', 'x')]).toEqual([
		true,
		true,
		true,
	]);
	expect([held('bench', '--gpu', '--backend', 'cpu,webgpu'), held('suite', '--backend=cpu,webgpu')]).toEqual([true, true]);
	expect([held('draw', 'webgpu.ts'), held('diff', 'x@webgpu.ts', 'y')]).toEqual([false, false]);
	expect([held(), held('list'), held('bench'), held('backends', 'cpu'), held('suite', '--backend', 'cpu')]).toEqual([
		false,
		false,
		false,
		false,
		false,
	]);
	expect(driversMayPrint(['backends'], 'darwin', {})).toBe(false);
	expect(driversMayPrint(['backends'], 'linux', { ALTA_DRIVER_LINES: '1' })).toBe(false);
});
