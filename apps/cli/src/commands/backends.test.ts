import { expect, test } from 'vitest';
import { alta } from '../testing/alta.js';
import { absent, counting } from '../testing/fake-backends.js';

test('tells what each backend runs on and can do', async () => {
	const { code, out } = await alta('backends --json', { backends: { webgpu: absent } });
	expect(code).toBe(0);
	const entries: unknown = JSON.parse(out);
	expect(entries).toMatchObject([{ name: 'reference' }, { name: 'cpu' }, { name: 'webgpu' }, { name: 'gpujs' }, { name: 'gpujs-cpu' }]);
	expect(entries).toContainEqual({
		name: 'cpu',
		available: true,
		adapter: { name: expect.stringContaining('wasm'), description: expect.any(String), software: false },
		capabilities: expect.objectContaining({ dtypes: ['f32', 'i32'], ops: expect.arrayContaining(['attention', 'repeat']) }),
	});
});

test('tells why a backend is missing, and what to do', async () => {
	const backends = { webgpu: absent };
	const { out } = await alta('backends --json', { backends });
	expect(JSON.parse(out)).toContainEqual({ name: 'webgpu', available: false, reason: 'There is no device.', fix: 'Buy one.' });
	expect((await alta('backends', { backends })).out).toContain('webgpu     not available: There is no device.\n           Buy one.\n');
});

test('says what a backend refuses, and how large tensors may be', async () => {
	const { out } = await alta('backends', { backends: { webgpu: absent } });
	expect(out).toMatch(
		/^cpu {8}.+\n {11}computes in f32; does gather, .*\n {11}not f64, f16, bf16: .+\n {11}a tensor takes at most [\d.]+ GiB$/m,
	);
	expect(out).toMatch(/^reference {2}.+\n {11}computes in f64, f32, f16, bf16; /m);
});

test('a backend by its name is told alone, and whether it is there by the exit code', async () => {
	const backends = { webgpu: absent };
	const { code, out } = await alta('backends gpujs-cpu', { backends });
	expect(code).toBe(0);
	expect(out).toMatch(/^gpujs-cpu {2}gpu\.js cpu: .+\n(.+\n)*? {11}not .*softmax: .+\n(.+\n)*? {11}features: cpu\n$/);
	expect(JSON.parse((await alta('backends cpu --json', { backends })).out)).toMatchObject({ name: 'cpu', available: true });
	const missing = await alta('backends webgpu --json', { backends });
	expect([missing.code, JSON.parse(missing.out)]).toEqual([
		1,
		{ name: 'webgpu', available: false, reason: 'There is no device.', fix: 'Buy one.' },
	]);
});

test('an adapter that is software is told as such', async () => {
	const { load } = counting('other');
	const { out } = await alta('backends webgpu', { backends: { webgpu: load } });
	expect(out).toMatch(/^webgpu {2}imitation: .+ \(in software\)\.\n/);
});

test('a backend that there is not is ALTA9028, with what is spelt most like it', async () => {
	const { code, out, err } = await alta('backends wegpu');
	expect([code, out]).toEqual([2, '']);
	expect(err).toMatch(/^error ALTA9028: There is no backend "wegpu"\.[\s\S]*do: Write alta backends webgpu\./);
});
