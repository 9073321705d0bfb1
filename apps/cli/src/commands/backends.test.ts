import { expect, test } from 'vitest';
import { alta } from '../testing/alta.js';

test('tells which backends there are and why others are not', async () => {
	const { code, out } = await alta('backends --json');
	expect(code).toBe(0);
	const entries: unknown = JSON.parse(out);
	expect(entries).toContainEqual(expect.objectContaining({ name: 'reference', available: true }));
	expect(entries).toContainEqual({ name: 'webgpu', available: false, reason: expect.any(String) });
	expect((await alta('backends')).out).toMatch(/^reference {2}.+$/m);
});
