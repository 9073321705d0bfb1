import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('testing/thousand-runs.mjs', import.meta.url));
const MEGABYTE = 2 ** 20;

test.each([1, 2])('a thousand runs on %i threads hold no more memory than the first, end cleanly and say nothing', async (threads) => {
	const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--expose-gc', script, String(threads)]);
	expect(stderr).toBe('');
	const { early, late }: { early: Record<string, number>; late: Record<string, number> } = JSON.parse(stdout);
	// A single row of numbers left behind by each run would be more.
	for (const kind of ['arrayBuffers', 'external', 'heapUsed']) {
		expect(late[kind], kind).toBeLessThanOrEqual((early[kind] ?? Number.NaN) + 2 * MEGABYTE);
	}
});
