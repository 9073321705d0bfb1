import type { PassReport } from '@alta-ts/compiler';
import { altaError } from '@alta-ts/diagnostics';
import { saveModel } from '@alta-ts/model';
import { noteConditions, warnInexact } from '../certificate-text.js';
import type { Command } from '../command.js';
import { compileLoaded, readPassSettings } from '../compile-loaded.js';
import { grouped } from '../counted.js';
import { readLoadOptions } from '../load-options.js';
import { loadProgram } from '../load-program.js';
import { summarize } from '../model-summary.js';
import { formatOptions, isOnnx, writeOnnxFile } from '../onnx-output.js';
import { type PassSummary, passText, summarizePass, weightOptions } from '../pass-options.js';
import { dtypeOption, maxLengthOption, setOption } from '../program-options.js';
import { isRaspFile, vocabOption } from '../rasp-options.js';
import { checkStorage, storageOptions, stored } from '../stored-model.js';
import { writeModelFolder } from '../write-folder.js';

/** `alta compile`. */
export const compile: Command = {
	usage: 'PROGRAM -o DIR|FILE.onnx',
	words: { min: 1, max: 1 },
	description:
		'Compiles a program to weights and writes them into a folder, which alta run and alta inspect take instead of the program. ' +
		'An older model in the folder is replaced; anything else stays untouched, and so does everything when something goes wrong.',
	options: [
		{ name: 'to', short: 'o', value: 'PATH', help: 'The folder to write, or the ONNX file.' },
		{ name: 'output', value: 'PATH|NAME', help: 'The same; of a RASP file, the s-op that is the answer.' },
		vocabOption,
		...weightOptions,
		dtypeOption,
		maxLengthOption,
		...storageOptions,
		...formatOptions,
		{ name: 'print-changed', help: 'Print what each pass over the program changed.' },
		setOption,
	],
	examples: [
		{ command: 'alta compile parity-sequential-relative -o parity', says: 'writes parity/; then: alta run parity 1 0 1' },
		{ command: 'alta compile scan -o scan.onnx --matrices sparse', says: 'one ONNX file, for other runtimes' },
		{ command: 'alta compile program.json -o model --dtype f64', says: 'weights in double precision' },
		{ command: 'alta compile scan -o model --profile commands.txt', says: 'smaller weights, for these commands only' },
		{ command: 'alta compile addition -o model --without sharing,liveness --print-changed', says: 'what the other passes change' },
	],
	run: async (input, io) => {
		const isRasp = isRaspFile(input.words[0] ?? '');
		const folder = input.text('to') ?? (isRasp ? undefined : input.text('output'));
		if (folder === undefined) {
			throw altaError('ALTA9005', {
				what: 'alta compile needs a folder or a file to write to.',
				where: ['alta compile'],
				why: 'Weights are a folder of several files, or one ONNX file.',
				fix: 'Write -o DIR, or -o FILE.onnx.',
			});
		}
		const onnx = isOnnx(input, folder);
		checkStorage(input, onnx);
		const loaded = await loadProgram(
			input.words[0] ?? '',
			isRasp || input.text('vocab') !== undefined ? readLoadOptions(input) : { settings: input.texts('set') },
			io,
		);
		const { unrolled, ...given } = await readPassSettings(loaded, input, io);
		const passes: PassSummary[] = [];
		const onPass = (report: PassReport): void => {
			// Without a profile there is nothing that this pass could do.
			if (report.pass !== 'profile' || given.profile !== undefined) passes.push(summarizePass(report));
		};
		const settings = { ...given, onPass };
		const compiled = compileLoaded(loaded, onnx || unrolled === undefined ? settings : { ...settings, unrolled });
		const model = onnx ? compiled : stored(compiled, input);
		if (onnx) await writeOnnxFile(folder, model, input, io);
		else await writeModelFolder(folder, saveModel(model), io);
		warnInexact(model, io);
		noteConditions(model, io);
		const { name, dModel, parameters, nonzeros, bytes } = summarize(model);
		const changed = input.flag('print-changed');
		if (changed && !input.flag('json')) io.stdout.write(`${passes.map(passText).join('')}\n`);
		io.stdout.write(
			input.flag('json')
				? `${JSON.stringify({ path: folder, name, dModel, parameters, nonzeros, bytes, ...(changed ? { passes } : {}) })}\n`
				: `${folder}: ${name}, width ${dModel}, ${grouped(parameters)} parameters, ${grouped(nonzeros)} not zero\n`,
		);
		return 0;
	},
};
