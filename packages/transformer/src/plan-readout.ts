import { type ReadoutConfig, transpose } from '@alta-ts/model';
import type { Plan } from '@alta-ts/tensor';
import {
	addBuffer,
	addConstant,
	addInput,
	addLinear,
	addRows,
	addTensor,
	type Draft,
	finish,
	integers,
	newDraft,
	rowsOf,
} from './draft.js';
import { toConstant, type Weights } from './weights.js';

/**
 * The plan that reads the answer: input `residual`; output `columns` [rows, columns], and `best` i32 [rows], the largest column, where every
 * position has a class of its own.
 */
export function planReadout(weights: Weights): Plan {
	const draft = newDraft(weights);
	const { model, dtype } = weights;
	const { readout, width } = model.config;
	const residual = addInput(draft, 'residual', rowsOf(width, dtype));
	const count = readoutColumns(weights, readout);
	const weight = addReadoutWeight(draft, readout, count);
	const bias = addTensor(draft, 'readout.bias', [count]);
	const columns = addRows(draft, 'columns', count);
	addLinear(draft, { label: 'readout', x: residual, weight, bias, out: columns });
	if (readout.kind !== 'classes' || readout.pool !== 'none') return finish(draft, `${model.name}: readout`, [columns]);
	const best = addBuffer(draft, 'best', integers('rows'));
	draft.steps.push({ op: 'argmax', label: 'readout.best', x: columns, out: best });
	return finish(draft, `${model.name}: readout`, [columns, best]);
}

/** How many columns a readout has: a second one for a number, and one more than members for a set, tells what is defined. */
function readoutColumns(weights: Weights, readout: ReadoutConfig): number {
	if (readout.kind === 'classes') return readout.classes.length;
	const least = readout.kind === 'number' ? 1 : readout.members.length;
	return weights.model.tensors['readout.bias']?.shape[0] === least + 1 ? least + 1 : least;
}

function addReadoutWeight(draft: Draft, readout: ReadoutConfig, columns: number): string {
	const { weights } = draft;
	const { width } = weights.model.config;
	if (readout.kind !== 'classes' || !readout.tied) return addTensor(draft, 'readout.weight', [width, columns]);
	return addConstant(draft, 'readout.weight', () =>
		toConstant(transpose(weights.tensor('embedding.token', [columns, width])), weights.dtype),
	);
}
