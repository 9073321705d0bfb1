import type { Plan } from '@alta-ts/tensor';
import { addInput, addRows, addTensor, finish, integers, newDraft } from './draft.js';
import type { Weights } from './weights.js';

/**
 * The plan that embeds tokens: inputs `tokens` and, where the model has position embeddings, `positions`, both i32 [rows]; output `residual`.
 */
export function planEmbedding(weights: Weights, tokens: number, positions: number | undefined): Plan {
	const draft = newDraft(weights);
	const { config, name } = weights.model;
	const residual = addRows(draft, 'residual', config.width);
	draft.steps.push({
		op: 'gather',
		label: 'embedding.token',
		table: addTensor(draft, 'embedding.token', [tokens, config.width]),
		indices: addInput(draft, 'tokens', integers('rows')),
		out: residual,
	});
	if (positions !== undefined) {
		const embedded = addRows(draft, 'position', config.width);
		draft.steps.push(
			{
				op: 'gather',
				label: 'embedding.position',
				table: addTensor(draft, 'embedding.position', [positions, config.width]),
				indices: addInput(draft, 'positions', integers('rows')),
				out: embedded,
			},
			{ op: 'add', label: 'embedding.add', a: residual, b: embedded, out: residual },
		);
	}
	return finish(draft, `${name}: embedding`, [residual]);
}
