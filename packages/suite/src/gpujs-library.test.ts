import { createGpuJsBackend } from '@alta-ts/backend-gpujs';
import { library, scan, scanDataSet } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { runSuite } from './index.js';
import { wrongCommands } from './testing/run-scan.js';

describe.each(['webasm', 'cpu'] as const)('gpu.js in the mode %s', (mode) => {
	// SCAN has a test of its own.
	test.for(library.filter((task) => task !== scan))('$name answers as the interpreter does', { timeout: 300_000 }, async (task) => {
		const backend = await createGpuJsBackend({ mode });
		const rows = await runSuite({ tasks: [task], backends: [{ name: 'gpujs', backend }], samples: 5, seed: 73 });
		backend.dispose();
		expect(rows.filter(({ status }) => status !== 'passed')).toEqual([]);
		expect(rows.map(({ engine }) => engine)).toEqual(['interpreter', 'model']);
	});

	test('commands of SCAN are right', { timeout: 300_000 }, async () => {
		const commands = ['look right', 'jump twice', 'jump twice after walk'];
		const examples = scanDataSet().filter(({ command }) => commands.includes(command));
		expect(examples.length).toBe(commands.length);
		expect(await wrongCommands(examples, await createGpuJsBackend({ mode }))).toEqual([]);
	});
});
