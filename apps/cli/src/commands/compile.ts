import { altaError } from '@alta-ts/diagnostics';
import { saveModel } from '@alta-ts/model';
import type { Command } from '../command.js';
import { compileLoaded, readCompileSettings } from '../compile-loaded.js';
import { grouped } from '../counted.js';
import { loadProgram } from '../load-program.js';
import { summarize } from '../model-summary.js';
import { formatOptions, isOnnx, writeOnnxFile } from '../onnx-output.js';
import { dtypeOption, maxLengthOption, setOption, targetOptions } from '../program-options.js';
import { writeModelFolder } from '../write-folder.js';

/** `alta compile`. */
export const compile: Command = {
	usage: 'PROGRAM -o DIR|FILE.onnx',
	words: { min: 1, max: 1 },
	description:
		'Compiles a program to weights and writes them into a folder, which alta run and alta inspect take instead of the program. ' +
		'An older model in the folder is replaced; anything else stays untouched, and so does everything when something goes wrong.',
	options: [
		{ name: 'output', short: 'o', value: 'PATH', help: 'The folder to write, or the ONNX file.' },
		...targetOptions,
		dtypeOption,
		maxLengthOption,
		...formatOptions,
		setOption,
	],
	examples: [
		{ command: 'alta compile parity-sequential-relative -o parity', says: 'writes parity/; then: alta run parity 1 0 1' },
		{ command: 'alta compile scan -o scan.onnx --initialisers sparse', says: 'one ONNX file, for other runtimes' },
		{ command: 'alta compile program.json -o model --dtype f64', says: 'weights in double precision' },
	],
	run: async (input, io) => {
		const folder = input.text('output');
		if (folder === undefined) {
			throw altaError('ALTA9005', {
				what: 'alta compile needs a folder or a file to write to.',
				where: ['alta compile'],
				why: 'Weights are a folder of several files, or one ONNX file.',
				fix: 'Write -o DIR, or -o FILE.onnx.',
			});
		}
		const onnx = isOnnx(input, folder);
		const { unrolled, ...settings } = readCompileSettings(input);
		const loaded = await loadProgram(input.words[0] ?? '', { settings: input.texts('set') }, io);
		const model = compileLoaded(loaded, onnx || unrolled === undefined ? settings : { ...settings, unrolled });
		if (onnx) await writeOnnxFile(folder, model, input, io);
		else await writeModelFolder(folder, saveModel(model), io);
		const { name, dModel, parameters, nonzeros, bytes } = summarize(model);
		io.stdout.write(
			input.flag('json')
				? `${JSON.stringify({ path: folder, name, dModel, parameters, nonzeros, bytes })}\n`
				: `${folder}: ${name}, width ${dModel}, ${grouped(parameters)} parameters, ${grouped(nonzeros)} not zero\n`,
		);
		return 0;
	},
};
