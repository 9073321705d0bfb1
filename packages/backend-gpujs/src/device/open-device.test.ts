import { isAltaError } from '@alta-ts/diagnostics';
import { describe, expect, test, vi } from 'vitest';
import { createGpuJsBackend, probeGpuJs } from '../index.js';
import { add } from '../kernels/add.js';
import type { Kernel } from '../kernels/kernel.js';
import { tapped } from '../testing/tapped-gpujs.js';
import { openDevice } from './open-device.js';

const one = Float32Array.of(1);

async function codeOf(body: () => Promise<unknown>): Promise<string | undefined> {
	try {
		await body();
		return undefined;
	} catch (error) {
		return isAltaError(error) ? error.code : String(error);
	}
}

describe('where gpu.js cannot work', () => {
	test('a mode that this process does not have is ALTA5060, and the probe says why', async () => {
		expect(await codeOf(() => createGpuJsBackend({ mode: 'webgl2' }))).toBe('ALTA5060');
		const sentences = (missing: string): unknown => expect.stringMatching(new RegExp(`^${missing} gpu\\.js says: [^.]+\\.$`));
		expect(await probeGpuJs({ mode: 'webgpu' })).toMatchObject({
			available: false,
			reason: sentences('There is no WebGPU with an adapter here\\.'),
			fix: expect.stringMatching(/webasm/),
		});
		expect(await probeGpuJs({ mode: 'webgl2' })).toMatchObject({ reason: sentences('There is no WebGL 2 with float textures here\\.') });
	});

	test('so is a gpu.js that is not installed', async () => {
		const opened = openDevice('cpu', async () => undefined);
		await expect(opened).rejects.toThrow(/ALTA5060[\s\S]*npm install gpu.js/);
	});

	test('one that is installed and does not load says why', async () => {
		const opened = openDevice('cpu', async () => {
			throw new SyntaxError('Unexpected end of input');
		});
		await expect(opened).rejects.toThrow(/ALTA5060[\s\S]*does not load: Unexpected end of input\./);
	});

	test('a mode that there is works, and says what it is', async () => {
		expect(await probeGpuJs()).toMatchObject({ available: true, adapter: { name: 'gpu.js webasm', software: false } });
	});
});

describe('a kernel that gpu.js does not run', () => {
	const broken: Kernel = { name: 'broken', parameters: { a: 'Array' }, body: '	return nowhere(a[0]);' };

	test.each(['webasm', 'cpu'] as const)('is ALTA5062 in the mode %s, and leaves the others alone', async (mode) => {
		const device = await openDevice(mode);
		expect(await codeOf(() => device.run(broken, 1, { a: one }, []))).toBe('ALTA5062');
		expect(await device.run(add, 1, { a: one, b: one }, [])).toEqual(Float32Array.of(2));
		device.close();
	});

	test('gpu.js does not fall back to another mode unseen', async () => {
		// A kernel that returns more than a number is none for WebAssembly, so gpu.js goes over to JavaScript, and warns of it.
		vi.stubGlobal('console', { ...console, warn: () => undefined });
		const source = (text: string): string =>
			text.includes('tried') ? text : text.replace('return data[aAt', 'return [1, 2, 3, 4, 5]; return data[aAt');
		const device = await openDevice('webasm', tapped({ source }));
		await expect(device.run(add, 1, { a: one, b: one }, [])).rejects.toThrow(/ALTA5062/);
		vi.unstubAllGlobals();
		device.close();
	});
});

test('a lost device is ALTA5061 from then on, and a new one works', async () => {
	const context = { isLost: false };
	const device = await openDevice('cpu', tapped({ context }));
	const sum = (): Promise<Float32Array> => device.run(add, 1, { a: one, b: one }, []);
	expect(await sum()).toEqual(Float32Array.of(2));
	context.isLost = true;
	expect(await codeOf(sum)).toBe('ALTA5061');
	device.close();
	const next = await openDevice('cpu');
	expect(await next.run(add, 1, { a: one, b: one }, [])).toEqual(Float32Array.of(2));
	next.close();
});

test('a device that is lost during many runs, one right after the other, is noticed, though that is told to a thread that is free', async () => {
	const context = { isLost: false };
	const device = await openDevice('cpu', tapped({ context }));
	const free = { times: 0 };
	setTimeout(() => (context.isLost = true), 20);
	setTimeout(() => free.times++, 0);
	const runs = async (): Promise<void> => {
		const start = performance.now();
		while (performance.now() - start < 2000) await device.run(add, 1, { a: one, b: one }, []);
	};
	expect(await codeOf(runs)).toBe('ALTA5061');
	expect(free.times).toBe(1);
	device.close();
});

test('a device that is closed between runs does not run again', async () => {
	const device = await openDevice('cpu');
	setTimeout(() => device.close(), 20);
	const runs = async (): Promise<void> => {
		const start = performance.now();
		while (performance.now() - start < 2000) await device.run(add, 1, { a: one, b: one }, []);
	};
	expect(await codeOf(runs)).toBe('ALTA5021');
});

test('a closed device is ALTA5021', async () => {
	const device = await openDevice('cpu');
	device.close();
	expect(await codeOf(() => device.run(add, 1, { a: one, b: one }, []))).toBe('ALTA5021');
});
