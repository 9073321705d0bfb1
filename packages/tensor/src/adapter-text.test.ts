import { expect, test } from 'vitest';
import { adapterText, namesSoftware } from './adapter-text.js';

test('an adapter says its name once, and that it is software', () => {
	expect(adapterText({ name: 'nvidia lovelace', description: 'Shaders of WebGPU.', software: false })).toBe(
		'nvidia lovelace: Shaders of WebGPU.',
	);
	expect(adapterText({ name: 'llvmpipe', description: 'Shaders of WebGPU.', software: true })).toBe(
		'llvmpipe: Shaders of WebGPU (in software).',
	);
	expect(adapterText({ name: 'llvmpipe', description: 'Shaders: llvmpipe.', software: true })).toBe('Shaders: llvmpipe (in software).');
	expect(adapterText({ name: 'plain', description: 'Plain loops.', software: false })).toBe('plain: Plain loops.');
});

test.each([
	['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', true],
	['llvmpipe (LLVM 15.0.7, 256 bits)', true],
	['microsoft warp Microsoft Basic Render Driver', true],
	['Apple Software Renderer', true],
	['ANGLE (NVIDIA, NVIDIA GeForce RTX 3080 (0x00002206) Direct3D11 vs_5_0 ps_5_0, D3D11)', false],
	['Apple M1', false],
	['AMD Warpaint 9000', false],
])('%s is software: %s', (card, software) => {
	expect(namesSoftware(card)).toBe(software);
});
