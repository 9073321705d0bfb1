import { library } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { alta } from '../testing/alta.js';

test('prints every program with its size', async () => {
	const { code, out } = await alta('list');
	expect(code).toBe(0);
	for (const task of library) expect(out).toContain(task.name);
	expect(out).toContain('4 variables, 2 heads, 1 stage; any number of bits');
});

test('prints one JSON value with the options of every program', async () => {
	const { out } = await alta('list --json');
	const entries: unknown = JSON.parse(out);
	expect(entries).toHaveLength(library.length);
	expect(entries).toContainEqual(
		expect.objectContaining({
			name: 'parity-sum-mod-2',
			variables: 5,
			heads: 1,
			stages: 1,
			maxLength: 49,
			options: [expect.objectContaining({ name: 'maxLength', type: 'integer', default: 50 })],
		}),
	);
});
