import { type AltaError, altaError } from '@alta-ts/diagnostics';
import { createExplainer, type Explainer, findPlaces, type Model, missingPlace, type Place } from '@alta-ts/model';
import type { Codec } from '@alta-ts/programs';
import { explainActivation, snapshotLayer } from '@alta-ts/transformer';
import type { Arguments } from '../arguments.js';
import type { Command } from '../command.js';
import { compileLoaded, existing, readPassSettings } from '../compile-loaded.js';
import { counted } from '../counted.js';
import { drawActivations, type ExplainedRun } from '../draw-activation.js';
import { drawExplanations } from '../draw-explanation.js';
import type { Io } from '../io.js';
import { loadOptions, readLoadOptions } from '../load-options.js';
import { loadSource } from '../load-source.js';
import { openTransformer } from '../open-transformer.js';
import { weightOptions } from '../pass-options.js';
import { backendOption, dtypeOption, maxLengthOption } from '../program-options.js';

/** Formulas are cut after so many terms. */
const MOST_TERMS = 8;

/** `alta explain`. */
export const explain: Command = {
	usage: 'MODEL PART',
	words: { min: 2, max: 2 },
	description:
		'Tells what a part of a model means, what put it there, and what reads it, by the rows, heads and variables of the program. MODEL is a folder, or a ' +
		'program that is compiled for it. PART is a coordinate of the residual stream, a variable, a head, a unit of an MLP or a single weight, as in ' +
		'the examples. With --input it also tells what the part holds in a run, and what made it so.',
	options: [
		...weightOptions,
		dtypeOption,
		maxLengthOption,
		...loadOptions,
		{ name: 'input', value: 'TOKENS', help: 'Run this input and explain what the part holds.' },
		{ name: 'layer', value: 'N', help: 'Look at the end of the N-th layer that runs; 0 is the start, and the last one is the default.' },
		{ name: 'position', value: 'P', help: 'Look at position P, from 0; the last one by default.' },
		{ ...backendOption, help: 'What the weights run on with --input; the reference backend by default.' },
		{ name: 'all', help: 'Cut no list short.' },
	],
	examples: [
		{ command: 'alta explain parity-sequential-relative parity=1', says: 'a coordinate, by name or number; parity for all of a variable' },
		{ command: 'alta explain weights stage.0.layer.0.attention.left', says: 'a head; left will do where no other has the name' },
		{ command: "alta explain weights 'stage.0.layer.0.mlp.1[17]'", says: 'unit 17 of hidden layer 1' },
		{
			command: "alta explain weights 'embedding.token[START,done=true]'",
			says: 'a single weight, by names or numbers of its row and column',
		},
		{ command: "alta explain parity-sequential-relative parity=1 --input '1 0 1' --layer 2 --position 1", says: 'which rule set it' },
	],
	run: async (input, io) => {
		const [word = '', part = ''] = input.words;
		const source = await loadSource(word, readLoadOptions(input), io);
		const model =
			'model' in source
				? existing(source.model, input, ['max-length', 'dtype'])
				: compileLoaded(source, await readPassSettings(source, input, io));
		const isCut = !input.flag('all') && !input.flag('json');
		const explainer = isCut ? createExplainer(model, MOST_TERMS) : createExplainer(model);
		const places = findPlaces(model, part);
		if (places.length === 0) throw unknownPart(model, part);
		const explanations = places.map(explainer.explain);
		const run = await runOf(explainer, source.codec, places, input, io);
		if (input.flag('json')) {
			io.stdout.write(`${JSON.stringify({ model: model.name, part, explanations, ...(run === undefined ? {} : { run }) }, null, 2)}\n`);
			return 0;
		}
		const style = { colours: io.stdout.colours, texts: io.sources, all: input.flag('all') };
		io.stdout.write(run === undefined ? drawExplanations(explainer, explanations, style) : drawActivations(run, style));
		return 0;
	},
};

async function runOf(
	explainer: Explainer,
	codec: Codec,
	places: readonly Place[],
	input: Arguments,
	io: Io,
): Promise<ExplainedRun | undefined> {
	const backend = input.text('backend');
	const text = input.text('input');
	const layer = input.integer('layer', 0);
	const given = input.integer('position', 0);
	if (text === undefined) {
		const option = [layer === undefined ? '' : 'layer', given === undefined ? '' : 'position', backend === undefined ? '' : 'backend'].find(
			Boolean,
		);
		if (option === undefined) return undefined;
		throw altaError('ALTA9007', {
			what: `--${option} is given without --input.`,
			why: 'Only a run has a backend, and layers and positions to look at.',
			fix: "Add --input with the tokens to run, such as --input '1 0 1'.",
		});
	}
	const tokens = codec.encode(text);
	const position = given ?? tokens.length - 1;
	const token = tokens[position];
	if (token === undefined) throw beyond(`position ${position}`, `The input has ${counted(tokens.length, 'position')}.`);
	const { transformer, use, dispose } = await openTransformer(explainer.model, backend, undefined, io);
	const snapshot = await snapshotLayer(transformer, tokens, layer).finally(dispose);
	if (snapshot === undefined) throw beyond(`layer ${layer}`, 'The run halts before.');
	const at = { explainer, snapshot, position, tokens };
	const activations = places.flatMap((place) => explainActivation(at, place));
	if (activations.length === 0)
		throw beyond(`"${input.words[1]}"`, `It is a single weight, or its unit is not part of layer ${snapshot.layer} of the run.`);
	return { layer: snapshot.layer, position, token, activations, backend: use };
}

function unknownPart(model: Model, part: string): AltaError {
	return altaError('ALTA9050', { what: `The model has no part "${part}".`, where: [`model ${model.name}`], ...missingPlace(model, part) });
}

function beyond(what: string, why: string): AltaError {
	return altaError('ALTA9051', {
		what: `The run has nothing to show at ${what}.`,
		why,
		fix: 'Ask for a layer and a position that the run has; alta trace shows them.',
	});
}
