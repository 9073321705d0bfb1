import { expect, test } from 'vitest';
import { cardName } from './card-name.js';

test.each([
	['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)', 'SwiftShader Device (Subzero)'],
	['ANGLE (NVIDIA, NVIDIA GeForce RTX 3080 (0x00002206) Direct3D11 vs_5_0 ps_5_0, D3D11)', 'NVIDIA GeForce RTX 3080'],
	['ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Unspecified Version)', 'Apple M1'],
	['ANGLE (NVIDIA Corporation, NVIDIA GeForce GTX 1050/PCIe/SSE2, OpenGL 4.5.0)', 'NVIDIA GeForce GTX 1050'],
	[
		'ANGLE (AMD, AMD Radeon RX 6700 XT (navi22, LLVM 15.0.7, DRM 3.49), OpenGL 4.6)',
		'AMD Radeon RX 6700 XT (navi22, LLVM 15.0.7, DRM 3.49)',
	],
	['llvmpipe (LLVM 15.0.7, 256 bits)', 'llvmpipe (LLVM 15.0.7, 256 bits)'],
	['Mali-G78', 'Mali-G78'],
])('%s is %s', (renderer, card) => {
	expect(cardName(renderer)).toBe(card);
});
