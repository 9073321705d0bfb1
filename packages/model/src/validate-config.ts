import { type Problem, problem } from '@alta-ts/diagnostics';
import type { Config, HeadConfig, LayerConfig, StageConfig } from './config.js';
import { type ExpectedTensor, tensorUses } from './expected-tensors.js';

/**
 * Everything in a config that contradicts itself; empty if nothing does. All problems have the code ALTA3305.
 *
 * Names of tokens, the sink, and of the heads of a layer, are distinct; a stage does not begin in the middle of a layer; rows of numbers are as wide as the residual stream; a tied read-out has one
 * class a token; offset biases are odd in number; two parts of the config never mean the same tensor, except layers (and halting tests)
 * of the same name, which agree on its shape.
 */
export function validateConfig(config: Config): Problem[] {
	return [
		...inputProblems(config),
		...config.stages.flatMap((stage, index) => [...firstLayerProblems(stage, index), ...stage.layers.flatMap(layerProblems)]),
		...sharingProblems(config),
	];
}

function inputProblems({ input, width, readout }: Config): Problem[] {
	const problems: Problem[] = [];
	if (input.kind === 'matrix' && input.columns !== width) {
		problems.push(
			contradiction(
				`Inputs have ${input.columns} columns, but the residual stream is ${width} wide.`,
				['input'],
				'Rows of numbers enter the residual stream as they are.',
				'Make the two equal.',
			),
		);
	}
	if (input.kind === 'tokens' && new Set(input.tokens).size !== input.tokens.length) {
		problems.push(contradiction('A token is listed twice.', ['input'], 'A token has one id.', 'List every token once.'));
	}
	if (input.kind === 'tokens' && input.sink !== undefined && input.tokens.includes(input.sink)) {
		problems.push(
			contradiction(
				`The sink ${JSON.stringify(input.sink)} is one of the tokens.`,
				['input'],
				'The sink has an id of its own, after those of the tokens, and no input contains it.',
				'Give the sink another name.',
			),
		);
	}
	if (input.kind === 'tokens' && input.sink !== undefined && readout.kind === 'classes' && readout.tied) {
		problems.push(
			contradiction(
				'The read-out is tied to a token embedding that has a sink.',
				['readout'],
				'The sink is embedded like a token, but it is no answer.',
				'Give the read-out weights of its own.',
			),
		);
	}
	if (readout.kind === 'classes' && readout.tied && (input.kind !== 'tokens' || input.tokens.length !== readout.classes.length)) {
		problems.push(
			contradiction(
				'The read-out is tied to the token embedding, but its classes are not one for each token.',
				['readout'],
				'A tied read-out has the transposed token embedding for weights.',
				'List one class for each token, or give the read-out weights of its own.',
			),
		);
	}
	return problems;
}

function firstLayerProblems({ layers: [first] }: StageConfig, index: number): Problem[] {
	if (first?.continues !== true) return [];
	return [
		contradiction(
			`The first layer of a stage, ${first.name}, continues another.`,
			[`stage ${index}`],
			'A layer continues the one before it in the same stage.',
			'Begin the stage with a layer that does not continue one.',
		),
	];
}

function layerProblems(layer: LayerConfig): Problem[] {
	const heads = layer.attention?.heads ?? [];
	const seen = new Set<string>();
	const repeated = heads.filter((head) => seen.size === seen.add(head.name).size);
	return [
		...repeated.map((head) =>
			contradiction(
				'A layer has two heads of this name.',
				headPath(layer, head),
				'The tensors of a head are named after it.',
				'Rename one.',
			),
		),
		...heads
			.filter((head) => head.offsetBias !== undefined && head.offsetBias.length % 2 === 0)
			.map((head) =>
				contradiction(
					`There are ${head.offsetBias?.length} offset biases, an even number.`,
					headPath(layer, head),
					'They belong to the offsets from −n to n.',
					'Give 2n + 1 biases.',
				),
			),
	];
}

function headPath(layer: LayerConfig, head: HeadConfig): string[] {
	return [`layer ${layer.name}`, `head ${head.name}`];
}

function sharingProblems(config: Config): Problem[] {
	const problems: Problem[] = [];
	const first = new Map<string, ExpectedTensor>();
	for (const tensor of tensorUses(config)) {
		const other = first.get(tensor.name);
		if (other === undefined) first.set(tensor.name, tensor);
		else if (other.owner !== tensor.owner || !sameShape(other, tensor)) {
			problems.push(
				contradiction(
					`The tensor ${tensor.name} has two meanings: of ${other.owner} and of ${tensor.owner}.`,
					[tensor.owner],
					'Layers of the same name share their weights, so they have the same shapes; all other names are distinct.',
					'Give the two different names.',
				),
			);
		}
	}
	return problems;
}

function sameShape(a: ExpectedTensor, b: ExpectedTensor): boolean {
	return JSON.stringify(a.shape) === JSON.stringify(b.shape);
}

function contradiction(what: string, path: readonly string[], why: string, fix: string): Problem {
	return problem('ALTA3305', { what, where: ['config', ...path], why, fix });
}
