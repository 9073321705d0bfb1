import type { StageConfig } from '../config.js';
import type { ExportContext } from './export-context.js';
import { addNode, type GraphDraft, integer, truth, type ValueName } from './graph-draft.js';

/** How far the sequences of a batch have come: all equally far until a stage loops until its test is met, then each on its own. */
export type Progress = FixedProgress | CountedProgress;

/** Known before the model runs. */
export interface FixedProgress {
	readonly kind: 'fixed';
	/** Layers run. */
	readonly layers: number;
	/** Whether the limit on layers has stopped the run. */
	readonly stopped: boolean;
}

/** Found out while the model runs. */
export interface CountedProgress {
	readonly kind: 'counted';
	/** int64 [batch]: layers run. */
	readonly layers: ValueName;
	/** bool [batch]: whether the limit on layers has not stopped the sequence. */
	readonly active: ValueName;
	/** bool [batch]: whether every test so far was met. */
	readonly met: ValueName;
	/** Layers that every active sequence has run. */
	readonly least: number;
}

/** Where all sequences begin. */
export const BEGINNING: FixedProgress = { kind: 'fixed', layers: 0, stopped: false };

/** How many layers a pass of a stage counts: those that continue another are part of it. */
export function stageDepth({ layers }: StageConfig): number {
	return layers.filter(({ continues }) => continues !== true).length;
}

/** The most passes of a stage, `Infinity` where only its test ends it. */
export function mostPasses({ layers, repeat }: StageConfig): number {
	if (layers.length === 0) return 0;
	return typeof repeat === 'number' ? repeat : (repeat.atMost ?? Number.POSITIVE_INFINITY);
}

/** Turns progress that is known into values of the graph. */
export function counted({ frame: { lengths } }: ExportContext, draft: GraphDraft, progress: Progress): CountedProgress {
	if (progress.kind === 'counted') return progress;
	const batch = addNode(draft, 'Shape', 'batch', [lengths]);
	const each = (label: string, value: ValueName): ValueName => addNode(draft, 'Expand', label, [value, batch]);
	return {
		kind: 'counted',
		layers: each('progress.layers', integer(draft, progress.layers)),
		active: each('progress.active', truth(draft, !progress.stopped)),
		met: each('progress.met', truth(draft, true)),
		least: progress.layers,
	};
}

/** int64 [batch]: how many passes each sequence may make of a stage. */
export function addPassLimit(
	draft: GraphDraft,
	label: string,
	stage: StageConfig,
	maxLayers: number,
	progress: CountedProgress,
): ValueName {
	const left = addNode(draft, 'Sub', `${label}.layersLeft`, [integer(draft, maxLayers), progress.layers]);
	const room = addNode(draft, 'Div', `${label}.room`, [left, integer(draft, stageDepth(stage))]);
	const passes = mostPasses(stage);
	const fewer = Number.isFinite(passes) ? addNode(draft, 'Min', `${label}.fewer`, [room, integer(draft, passes)]) : room;
	return addNode(draft, 'Where', `${label}.limit`, [progress.active, fewer, integer(draft, 0)]);
}

/** What a stage that was run did to each sequence. */
export interface StageOutcome {
	/** int64 [batch]: how many passes it may have made. */
	readonly limit: ValueName;
	/** int64 [batch]: how many it made. */
	readonly passes: ValueName;
	/** bool [batch]: whether it met the stage's test; absent for a stage without one. */
	readonly met?: ValueName;
}

/**
 * Where the sequences are after a stage. One that was not stopped by the stage itself, its test or its number of passes, was stopped by the
 * limit on layers, and runs no further stage.
 */
export function addOutcome(
	draft: GraphDraft,
	label: string,
	stage: StageConfig,
	before: CountedProgress,
	{ limit, passes, met }: StageOutcome,
): CountedProgress {
	const run = addNode(draft, 'Mul', `${label}.layersRun`, [passes, integer(draft, stageDepth(stage))]);
	const layers = addNode(draft, 'Add', `${label}.layers`, [before.layers, run]);
	const most = mostPasses(stage);
	const whole = Number.isFinite(most) ? addNode(draft, 'GreaterOrEqual', `${label}.whole`, [limit, integer(draft, most)]) : undefined;
	const ended =
		whole !== undefined && met !== undefined ? addNode(draft, 'Or', `${label}.ended`, [whole, met]) : (whole ?? met ?? truth(draft, true));
	const active = addNode(draft, 'And', `${label}.active`, [before.active, ended]);
	const all = met === undefined ? before.met : addNode(draft, 'And', `${label}.allMet`, [before.met, met]);
	const least = before.least + stageDepth(stage) * (met === undefined ? most : Math.min(1, most));
	return { kind: 'counted', layers, active, met: all, least };
}
