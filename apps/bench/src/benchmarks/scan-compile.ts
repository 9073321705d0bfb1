import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Benchmark } from '../benchmark.js';
import type { Storage } from '../compile-scan.js';
import { inTurns } from '../measure.js';
import { sumUp, type Times } from '../times.js';

/** SCAN from source to saved model. */
export const scanCompile: Benchmark = {
	name: 'scan-compile',
	task: 'Compiling SCAN from its source to a saved model, in a process of its own whose start is included (median of 3)',
	peer: 'the same, with every zero of the weights kept and saved',
	run: async () => {
		const { ours, peer } = await inTurns(
			3,
			() => compileAlone('sparse'),
			() => compileAlone('dense'),
		);
		const both = (quantity: keyof Cost): Times =>
			sumUp({ ours: ours.map((cost) => cost[quantity]), peer: peer.map((cost) => cost[quantity]) });
		return [
			{ quantity: 'time', ...both('milliseconds'), recorded: 6300 },
			{ quantity: 'peak memory', ...both('megabytes'), recorded: 2400 },
		];
	},
};

interface Cost {
	readonly milliseconds: number;
	readonly megabytes: number;
}

async function compileAlone(storage: Storage): Promise<Cost> {
	const folder = mkdtempSync(join(tmpdir(), 'alta-bench-'));
	try {
		const script = fileURLToPath(new URL('../compile-scan-process.js', import.meta.url));
		const { stdout } = await promisify(execFile)(process.execPath, [script, storage, folder]);
		const { milliseconds, megabytes }: Readonly<Record<string, unknown>> = JSON.parse(stdout);
		if (typeof milliseconds !== 'number' || typeof megabytes !== 'number') throw new Error(`The process printed ${stdout}.`);
		return { milliseconds, megabytes };
	} finally {
		rmSync(folder, { recursive: true });
	}
}
