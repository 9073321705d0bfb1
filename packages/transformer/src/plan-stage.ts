import type { HaltingConfig, LayerConfig, StageConfig } from '@alta-ts/model';
import type { BufferRef, Plan } from '@alta-ts/tensor';
import {
	addBuffer,
	addInput,
	addLinear,
	addRows,
	addTensor,
	type Draft,
	type Frozen,
	finish,
	integers,
	newDraft,
	rowsOf,
} from './draft.js';
import { addAttended, addAttentionOutput } from './plan-attention.js';
import { addMlp } from './plan-mlp.js';
import { addToResidual } from './plan-residual.js';
import type { Weights } from './weights.js';

/**
 * How a stage's passes are counted. `declared`: the fixed number of its configuration. `counted`: a limit for each sequence. `tested`: a limit
 * for each sequence, and the stage's halting test after each pass.
 */
export type StageMode = 'declared' | 'counted' | 'tested';

/** The largest i32, as many passes as a plan can count. */
export const MOST_PASSES: number = 2 ** 31 - 2;

/**
 * The plan that runs one stage, with its loop inside: inputs `residual` and `starts`; output `state`.
 *
 * Unless its passes are declared, it also takes `limits`, i32 [sequences]: one more than the passes each sequence may make, because a first
 * halting step before the loop counts one and so stops sequences that may make none. The outputs `flags` (1: the test was met; 2: the limit
 * was reached) and `passes` (again one more) tell how each sequence ended; from then on it was left as it was.
 */
export function planStage(weights: Weights, index: number, stage: StageConfig, mode: StageMode): Plan {
	const draft = newDraft(weights);
	const { model, dtype } = weights;
	const input = addInput(draft, 'residual', rowsOf(model.config.width, dtype));
	const starts = addInput(draft, 'starts', integers('sequences+1'));
	const residual = addRows(draft, 'state', model.config.width);
	const label = `stage.${index}`;
	const name = `${model.name}: stage ${index}, ${mode}`;
	draft.steps.push({ op: 'add', label: `${label}.begin`, a: input, b: residual, out: residual });
	const body: Draft = { ...draft, steps: [] };
	if (mode === 'declared') {
		addLayers(body, stage, label, { residual, starts, frozen: undefined });
		draft.steps.push({ op: 'repeat', label, steps: body.steps, atMost: typeof stage.repeat === 'number' ? stage.repeat : 0 });
		return finish(draft, name, [residual]);
	}
	const flags = addBuffer(draft, 'flags', integers('sequences'));
	const passes = addBuffer(draft, 'passes', integers('sequences'));
	const limits = addInput(draft, 'limits', integers('sequences'));
	draft.steps.push({ op: 'halt', label: `${label}.limit`, starts, passes, limits, out: flags });
	const frozen = { unless: flags, starts };
	addLayers(body, stage, label, { residual, starts, frozen });
	const tests =
		mode === 'tested' && typeof stage.repeat !== 'number' ? { tests: addTests(body, stage.repeat.until, label, residual) } : undefined;
	body.steps.push({ op: 'halt', label: `${label}.halt`, ...tests, starts, passes, limits, out: flags });
	draft.steps.push({ op: 'repeat', label, steps: body.steps, until: flags, atMost: MOST_PASSES });
	return finish(draft, name, [residual, flags, passes]);
}

/** The plan of a halting test alone: inputs `residual`, `starts` and `limits` (2 or more); output `flags`, 1 where a sequence meets the test. */
export function planTests(weights: Weights, index: number, halting: HaltingConfig): Plan {
	const draft = newDraft(weights);
	const { model, dtype } = weights;
	const residual = addInput(draft, 'residual', rowsOf(model.config.width, dtype));
	const starts = addInput(draft, 'starts', integers('sequences+1'));
	const limits = addInput(draft, 'limits', integers('sequences'));
	const tests = addTests(draft, halting, `stage.${index}`, residual);
	const flags = addBuffer(draft, 'flags', integers('sequences'));
	const passes = addBuffer(draft, 'passes', integers('sequences'));
	draft.steps.push({ op: 'halt', label: `stage.${index}.halt`, tests, starts, passes, limits, out: flags });
	return finish(draft, `${model.name}: halting test of stage ${index}`, [flags]);
}

interface LayerRefs {
	readonly residual: BufferRef;
	readonly starts: BufferRef;
	readonly frozen: Frozen | undefined;
}

function addLayers(draft: Draft, { layers }: StageConfig, label: string, refs: LayerRefs): void {
	for (const [index, layer] of layers.entries()) addLayer(draft, layer, `${label}.layer.${index}`, refs);
}

function addLayer(draft: Draft, layer: LayerConfig, label: string, refs: LayerRefs): void {
	const { residual, starts, frozen } = refs;
	if (layer.attention !== undefined) {
		const attended = addAttended(draft, layer, layer.attention, label, residual, starts);
		const contribution = addAttentionOutput(draft, layer, layer.attention, label, attended);
		addToResidual(draft, layer, 'attention', label, { residual, contribution, out: residual, frozen });
	}
	if (layer.mlp !== undefined) {
		const contribution = addMlp(draft, layer, layer.mlp, label, residual);
		addToResidual(draft, layer, 'mlp', label, { residual, contribution, out: residual, frozen });
	}
}

function addTests(draft: Draft, halting: HaltingConfig, label: string, residual: BufferRef): BufferRef {
	const { weights } = draft;
	const { width } = weights.model.config;
	const columns = weights.model.tensors[`${halting.name}.weight`]?.shape[1] ?? 1;
	const weight = addTensor(draft, `${halting.name}.weight`, [width, columns]);
	const bias = addTensor(draft, `${halting.name}.bias`, [columns]);
	const tests = addRows(draft, `${halting.name}.tests`, columns);
	addLinear(draft, { label: `${label}.tests`, x: residual, weight, bias, out: tests });
	return tests;
}
