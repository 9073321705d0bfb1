import { open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { altaError } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { toOnnx } from '@alta-ts/model/onnx';
import type { Arguments } from './arguments.js';
import type { OptionSpec } from './command-line.js';
import { kindOfPath, systemReason } from './files.js';
import type { Io } from './io.js';

/** The options of `alta compile` that say in which format weights are written. */
export const formatOptions: readonly OptionSpec[] = [
	{
		name: 'format',
		value: 'NAME',
		choices: ['safetensors', 'onnx'],
		help: 'A folder with safetensors, or one ONNX file; by default ONNX where the output ends in .onnx.',
	},
];

/** Whether the weights are to be written as ONNX. */
export function isOnnx(input: Arguments, path: string): boolean {
	return (input.text('format') ?? (path.endsWith('.onnx') ? 'onnx' : 'safetensors')) === 'onnx';
}

/**
 * Writes a model as one ONNX file, all or nothing. A loop stays a loop, unless `--unrolled` says how often its layers are repeated: then they
 * are written one after the other, and each sequence still halts on its own.
 *
 * @throws ALTA9015 where anything but an older ONNX file of ours is, ALTA9014 where the system refuses, and what the export refuses.
 */
export async function writeOnnxFile(path: string, model: Model, input: Arguments, io: Io): Promise<void> {
	await refuseForeign(path, io);
	const passes = input.integer('unrolled', 1);
	const initialisers = input.text('matrices') === 'sparse' ? 'sparse' : 'dense';
	const bytes =
		passes === undefined ? toOnnx(model, { initialisers }) : toOnnx(withPasses(model, passes), { initialisers, loop: 'unrolled' });
	const target = resolve(io.cwd, path);
	const beside = join(dirname(target), `.${basename(target)}-${process.pid}`);
	try {
		await writeFile(beside, bytes);
		await rename(beside, target);
	} catch (error) {
		await rm(beside, { force: true });
		throw altaError('ALTA9014', {
			what: `"${path}" cannot be written.`,
			why: systemReason(error),
			fix: 'Check that the folder is there, that there is room, and that you may write there.',
		});
	}
}

/** The same model with loops of at most so many passes. */
function withPasses(model: Model, passes: number): Model {
	const stages = model.config.stages.map((stage) => {
		const { repeat } = stage;
		return typeof repeat === 'number' ? stage : { ...stage, repeat: { ...repeat, atMost: Math.min(passes, repeat.atMost ?? passes) } };
	});
	return { ...model, config: { ...model.config, stages } };
}

async function refuseForeign(path: string, io: Io): Promise<void> {
	const kind = await kindOfPath(path, io);
	if (kind === 'none' || (kind === 'file' && (await isOurs(resolve(io.cwd, path))))) return;
	throw altaError('ALTA9015', {
		what: kind === 'folder' ? `"${path}" is a folder.` : `"${path}" is a file of something else.`,
		why: 'An ONNX model is one file, and nothing but an older one from here is replaced.',
		fix: 'Choose another name, such as model.onnx.',
	});
}

/** Whether a file begins as the ONNX files of this command do: the version of the format, then who wrote it. */
async function isOurs(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
		return buffer.subarray(0, bytesRead).includes('alta-ts');
	} finally {
		await file.close();
	}
}
