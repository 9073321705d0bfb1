import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { describeWebGpu } from './testing/describe-webgpu.js';

const script = fileURLToPath(new URL('testing/thousand-runs.mjs', import.meta.url));
const MEGABYTE = 2 ** 20;

describeWebGpu('a process', () => {
	test('of a thousand runs holds no more memory than at first, ends cleanly and says nothing', { timeout: 300_000 }, async () => {
		const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--expose-gc', script]);
		expect(stderr).toBe('');
		const { early, late }: { early: Record<string, number>; late: Record<string, number> } = JSON.parse(stdout);
		const grown = (kind: string): number => ((late[kind] ?? Number.NaN) - (early[kind] ?? Number.NaN)) / MEGABYTE;
		expect(grown('heapUsed')).toBeLessThan(3);
		expect(grown('arrayBuffers')).toBeLessThan(3);
		// Device memory shows only here. Seven hundred runs make buffers of 90 megabytes, which would have to be freed.
		expect(grown('rss') - Math.max(0, grown('heapTotal'))).toBeLessThan(40);
	});
});
