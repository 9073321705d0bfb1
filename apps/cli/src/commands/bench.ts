import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Arguments } from '../arguments.js';
import { benchScript } from '../bench-script.js';
import type { Command } from '../command.js';
import type { Io } from '../io.js';

const TEXTS = ['filter', 'backend', 'write', 'from', 'peak-gflops', 'peak-bandwidth', 'chromium-flags'] as const;
const FLAGS = ['quick', 'markdown', 'json', 'gpu'] as const;

/** `alta bench`. The benchmarks are a package of their own, since what they measure against is large; they run in a process of their own. */
export const bench: Command = {
	usage: '',
	words: { min: 0, max: 0 },
	description:
		'Measures kernels, programs and the compiler, each beside others that do the same in the same run: what counts is their ratio. ' +
		'All of it takes about twenty minutes. A library to compare with that is not installed is not run, with the reason.',
	options: [
		{ name: 'filter', value: 'TEXT', help: 'Measure only what has TEXT in its name.' },
		{ name: 'backend', value: 'NAMES', help: 'Use only these of our backends, separated by commas.' },
		{ name: 'quick', help: 'Fewer rounds: rougher figures, in less time.' },
		{ name: 'markdown', help: 'Print a document.' },
		{
			name: 'write',
			value: 'FOLDER',
			help: 'Write benchmarks.json, benchmarks.md and benchmarks.html, a page of plots, into a folder; with --gpu benchmarks-webgpu.json and .md.',
		},
		{
			name: 'gpu',
			help:
				'Measure WebGPU and gpu.js instead, in Chromium and in Node: kernels, and programs through weights. It takes about five minutes where ' +
				'a processor plays the card. The variable CHROMIUM names the Chromium to use, else that of the system is; VK_ICD_FILENAMES names the ' +
				'driver for Node where Linux does not find one.',
		},
		{ name: 'peak-gflops', value: 'N', help: 'With --gpu: what the card does at best in f32, in GFLOP/s.' },
		{ name: 'peak-bandwidth', value: 'N', help: 'With --gpu: GB/s that the memory of the card moves at best.' },
		{
			name: 'chromium-flags',
			value: 'FLAGS',
			help: 'With --gpu: further flags for Chromium, separated by spaces. On Linux, --enable-features=Vulkan may find a card.',
		},
		{ name: 'from', value: 'FILE', help: 'Measure nothing: print or write the figures of an earlier benchmarks.json.' },
	],
	examples: [
		{ command: 'alta bench --filter matmul --quick', says: 'products of matrices, roughly' },
		{ command: 'alta bench --write figures', says: 'everything, with plots' },
		{ command: 'alta bench --gpu --filter matmul', says: 'products of matrices on WebGPU' },
	],
	run: async (input, io) => {
		const script = benchScript([import.meta.url, join(io.cwd, 'package.json')]);
		return runScript(script, wordsOf(input), io);
	},
};

function wordsOf(input: Arguments): readonly string[] {
	return [
		...TEXTS.flatMap((name) => {
			const value = input.text(name);
			return value === undefined ? [] : [`--${name}=${value}`];
		}),
		...FLAGS.filter((name) => input.flag(name)).map((name) => `--${name}`),
	];
}

function runScript(script: string, words: readonly string[], io: Io): Promise<number> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [script, ...words], { cwd: io.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
		child.stdout.setEncoding('utf8').on('data', (text: string) => io.stdout.write(text));
		child.stderr.setEncoding('utf8').on('data', (text: string) => io.stderr.write(text));
		child.on('error', reject);
		child.on('close', (code) => resolve(code ?? 2));
	});
}
