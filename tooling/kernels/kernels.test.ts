import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateKernels } from './generate-kernels.mjs';

test('the kernels of backend-cpu are made from their sources as they are', async () => {
	const written = readFileSync(new URL('../../packages/backend-cpu/src/kernels/kernels.generated.ts', import.meta.url), 'utf8');
	expect(await generateKernels()).toBe(written);
});
