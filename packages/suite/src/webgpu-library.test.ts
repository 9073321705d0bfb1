import { describeOnDevice } from '@alta-ts/backend-kit/vitest';
import { createWebGpuBackend, probeWebGpu } from '@alta-ts/backend-webgpu';
import { createInterpreter } from '@alta-ts/interpreter';
import { library, scan, scanDataSet } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { runSuite } from './index.js';
import { wrongCommands } from './testing/run-scan.js';

/** Twenty commands of SCAN by the layers they take: one of 42, one of the most, and those at equal steps in between. */
function commandsByLayers(): readonly { readonly command: string; readonly actions: string; readonly layers: number }[] {
	const interpreter = createInterpreter(scan.program());
	const codec = scan.codec();
	const layersOf = (command: string): number => interpreter.run(codec.encode(command)).layers;
	const all = scanDataSet().map((example) => ({ ...example, layers: layersOf(example.command) }));
	const long = all.filter(({ layers }) => layers >= 42).sort((a, b) => a.layers - b.layers);
	return Array.from({ length: 20 }, (_, index) => long.at(Math.round((index * (long.length - 1)) / 19))).filter(
		(each) => each !== undefined,
	);
}

describeOnDevice('WebGPU', await probeWebGpu(), () => {
	// SCAN has a test of its own.
	test.for(library.filter((task) => task !== scan))('$name answers as the interpreter does', { timeout: 300_000 }, async (task) => {
		const backend = await createWebGpuBackend();
		const rows = await runSuite({ tasks: [task], backends: [{ name: 'webgpu', backend }], samples: 12, seed: 71 });
		backend.dispose();
		expect(rows.filter(({ status }) => status !== 'passed')).toEqual([]);
		expect(rows.map(({ engine }) => engine)).toEqual(['interpreter', 'model']);
	});

	test('twenty commands of SCAN, of 42 to 408 layers, are right', { timeout: 600_000 }, async () => {
		const commands = commandsByLayers();
		expect([commands[0]?.layers, commands.at(-1)?.layers, commands.length]).toEqual([42, 408, 20]);
		expect(await wrongCommands(commands, await createWebGpuBackend())).toEqual([]);
	});
});
