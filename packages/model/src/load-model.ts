import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Model } from './model.js';
import { readDescription } from './read-description.js';
import { parseJson } from './read-json.js';
import { readLayout } from './read-layout.js';
import { readSafetensors } from './read-safetensors.js';
import type { ModelFile } from './save-model.js';
import { unpackTensors } from './tensor-files.js';
import { consistencyProblems } from './validate-model.js';

/**
 * Turns the files that {@link saveModel} makes back into the model. Files of other names are left alone.
 *
 * The files may come from anywhere: whatever is wrong with them is an `AltaError` that says where, and nothing else is ever thrown.
 *
 * @throws ALTA3301 if a file is missing, ALTA3302 if one is not JSON, ALTA3303 if the format is another, ALTA3304 for every field that is
 * wrong, the codes of {@link readSafetensors}, and those of `validateModel`.
 */
export function loadModel(files: Readonly<Record<string, Uint8Array>>): Model {
	const problems: Problem[] = [];
	const [config, layoutFile, weights] = [
		take(files, 'config.json', problems),
		take(files, 'layout.json', problems),
		take(files, 'model.safetensors', problems),
	];
	throwProblems(problems);
	const description = readDescription(parseJson('config.json', config), problems);
	const layout = readLayout({ value: parseJson('layout.json', layoutFile), file: 'layout.json', path: '', problems });
	throwProblems(problems);
	const tensors = unpackTensors(readSafetensors(weights), problems);
	throwProblems(problems);
	const model: Model = { ...description, layout, tensors };
	throwProblems(consistencyProblems(model));
	return model;
}

function take(files: Readonly<Record<string, Uint8Array>>, name: ModelFile, problems: Problem[]): Uint8Array {
	const file = Object.hasOwn(files, name) ? files[name] : undefined;
	if (file !== undefined) return file;
	problems.push(
		problem('ALTA3301', {
			what: `The file ${name} is missing.`,
			where: [`file ${name}`],
			why: 'A model is config.json, layout.json and model.safetensors, in one folder.',
			fix: 'Load the whole folder of the model.',
		}),
	);
	return new Uint8Array(0);
}
