import { altaError } from '@alta-ts/diagnostics';
import type { HaltingConfig, StageConfig } from '../config.js';
import type { ExportContext } from './export-context.js';
import { addNode, cast, type GraphDraft, integer, integers, truth, unsqueeze, type ValueName } from './graph-draft.js';
import { addLayer } from './layer.js';
import { addLinear } from './linear.js';
import { addLoop, type Carried } from './loop.js';
import {
	addOutcome,
	addPassLimit,
	type CountedProgress,
	counted,
	type FixedProgress,
	mostPasses,
	type Progress,
	stageDepth,
} from './progress.js';

/** How passes are written: the operator Loop, or one after the other. */
export interface PassOptions {
	readonly loop: 'loop' | 'unrolled';
	/** A pass that would bring a sequence above this number of layers is not begun. */
	readonly maxLayers: number;
	/** Whether the caller chose that number. */
	readonly limited: boolean;
}

/** The residual stream and how far the sequences have come. */
export interface StageState {
	readonly residual: ValueName;
	readonly progress: Progress;
}

/**
 * Writes down one stage.
 *
 * @throws ALTA3221 where a loop without an end is to be unrolled.
 */
export function addStage(context: ExportContext, index: number, stage: StageConfig, options: PassOptions, state: StageState): StageState {
	const { residual, progress } = state;
	const tested = typeof stage.repeat !== 'number';
	if (progress.kind === 'fixed' && !tested) return addFixedStage(context, index, stage, options, residual, progress);
	const before = counted(context, context.main, progress);
	if (stage.layers.length > 0) return addCountedStage(context, index, stage, options, residual, before);
	if (!tested) return { residual, progress: before };
	// A stage that has no layers never tests, so it is never met.
	const met = addNode(context.main, 'And', `stage.${index}.met`, [before.met, truth(context.main, false)]);
	return { residual, progress: { ...before, met } };
}

function addFixedStage(
	context: ExportContext,
	index: number,
	stage: StageConfig,
	{ loop, maxLayers }: PassOptions,
	residual: ValueName,
	progress: FixedProgress,
): StageState {
	const { main, frame } = context;
	const depth = stageDepth(stage);
	const declared = mostPasses(stage);
	const passes = progress.stopped || depth === 0 ? 0 : Math.min(declared, Math.floor((maxLayers - progress.layers) / depth));
	const label = `stage.${index}`;
	const pass = (draft: GraphDraft, name: string, x: ValueName): ValueName => {
		const after = addLayers(context, draft, stage, name, x);
		return after === x ? x : addNode(draft, 'Where', `${name}.residual`, [frame.validRows, after, x]);
	};
	let x = residual;
	if (passes > 1 && loop === 'loop') {
		const start: Carried[] = [{ name: 'residual', type: context.weights.type, shape: residualShape(context), start: residual }];
		const body = (draft: GraphDraft, [inside = residual]: readonly ValueName[]) => ({
			next: [pass(draft, label, inside)],
			goOn: truth(draft, true),
		});
		[x = residual] = addLoop(main, label, { trips: integer(main, passes), first: truth(main, true) }, start, body);
	} else for (let each = 0; each < passes; each++) x = pass(main, `${label}.loop.${each}`, x);
	return {
		residual: x,
		progress: { kind: 'fixed', layers: progress.layers + passes * depth, stopped: progress.stopped || (depth > 0 && passes < declared) },
	};
}

function residualShape({ model }: ExportContext): (string | number)[] {
	return ['batch', 'length', model.config.width];
}

function addLayers(context: ExportContext, draft: GraphDraft, { layers }: StageConfig, label: string, x: ValueName): ValueName {
	let layer = -1;
	let block = 0;
	return layers.reduce((residual, each) => {
		block = each.continues === true ? block + 1 : 0;
		if (block === 0) layer++;
		return addLayer(context, draft, each, `${label}.layer.${layer}${block === 0 ? '' : `.block.${block}`}`, residual);
	}, x);
}

/** What changes from pass to pass where each sequence counts its own. */
interface Counts {
	readonly residual: ValueName;
	readonly passes: ValueName;
	readonly met: ValueName;
}

function addCountedStage(
	context: ExportContext,
	index: number,
	stage: StageConfig,
	options: PassOptions,
	residual: ValueName,
	before: CountedProgress,
): StageState {
	const { main } = context;
	const label = `stage.${index}`;
	const limit = addPassLimit(main, label, stage, options.maxLayers, before);
	const halting = typeof stage.repeat === 'number' ? undefined : stage.repeat.until;
	const start: Counts = {
		residual,
		passes: addNode(main, 'Sub', `${label}.noPasses`, [limit, limit]),
		met: addNode(main, 'Less', `${label}.notMet`, [limit, integer(main, 0)]),
	};
	const pass = (draft: GraphDraft, name: string, counts: Counts): Counts =>
		addCountedPass(context, draft, stage, halting, name, limit, counts);
	let end = start;
	if (options.loop === 'loop' && mostPasses(stage) > 1) end = addCountedLoop(context, label, limit, start, pass);
	else
		for (let each = 0; each < unrolledPasses(context, index, stage, options, before); each++)
			end = pass(main, `${label}.loop.${each}`, end);
	const outcome = { limit, passes: end.passes, ...(halting === undefined ? {} : { met: end.met }) };
	return { residual: end.residual, progress: addOutcome(main, label, stage, before, outcome) };
}

function unrolledPasses(
	{ model }: ExportContext,
	index: number,
	stage: StageConfig,
	options: PassOptions,
	before: CountedProgress,
): number {
	const passes = mostPasses(stage);
	if (Number.isFinite(passes) || options.limited) {
		return Math.max(0, Math.min(passes, Math.floor((options.maxLayers - before.least) / stageDepth(stage))));
	}
	throw altaError('ALTA3221', {
		what: `Stage ${index} loops until its test is met, so it has no number of passes to unroll.`,
		where: [`model ${model.name}`, `stage ${index}`],
		why: 'An unrolled graph has a fixed number of layers.',
		fix: 'Say how many layers at most, with `maxLayers`, or write a loop.',
	});
}

function addCountedLoop(
	{ main, ...context }: ExportContext,
	label: string,
	limit: ValueName,
	start: Counts,
	pass: (draft: GraphDraft, name: string, counts: Counts) => Counts,
): Counts {
	const carried: Carried[] = [
		{ name: 'residual', type: context.weights.type, shape: residualShape({ main, ...context }), start: start.residual },
		{ name: 'passes', type: 'int64', shape: ['batch'], start: start.passes },
		{ name: 'met', type: 'bool', shape: ['batch'], start: start.met },
	];
	const begin = { trips: '', first: addAny(main, `${label}.begins`, addRunning(main, label, limit, start)) };
	const [residual = start.residual, passes = start.passes, met = start.met] = addLoop(main, label, begin, carried, (draft, values) => {
		const [residual = start.residual, passes = start.passes, met = start.met] = values;
		const next = pass(draft, label, { residual, passes, met });
		const goOn = addAny(draft, `${label}.goesOn`, addRunning(draft, `${label}.next`, limit, next));
		return { next: [next.residual, next.passes, next.met], goOn };
	});
	return { residual, passes, met };
}

/** bool [batch]: which sequences go on. */
function addRunning(draft: GraphDraft, label: string, limit: ValueName, { passes, met }: Counts): ValueName {
	const below = addNode(draft, 'Less', `${label}.belowLimit`, [passes, limit]);
	return addNode(draft, 'And', `${label}.running`, [below, addNode(draft, 'Not', `${label}.unmet`, [met])]);
}

function addAny(draft: GraphDraft, label: string, truths: ValueName): ValueName {
	const largest = addNode(draft, 'ReduceMax', `${label}.any`, [cast(draft, `${label}.numbers`, truths, 'int32')], { keepdims: 0 });
	return cast(draft, label, largest, 'bool');
}

/** One pass, which leaves the sequences that have halted, and padding, as they are. */
function addCountedPass(
	context: ExportContext,
	draft: GraphDraft,
	stage: StageConfig,
	halting: HaltingConfig | undefined,
	label: string,
	limit: ValueName,
	{ residual, passes, met }: Counts,
): Counts {
	const { frame } = context;
	const running = addRunning(draft, label, limit, { residual, passes, met });
	const after = addLayers(context, draft, stage, label, residual);
	const changes = addNode(draft, 'And', `${label}.changes`, [frame.validRows, unsqueeze(draft, `${label}.running.rows`, running, [1, 2])]);
	const next = addNode(draft, 'Where', `${label}.residual`, [changes, after, residual]);
	return {
		residual: next,
		passes: addNode(draft, 'Add', `${label}.passes`, [passes, cast(draft, `${label}.pass`, running, 'int64')]),
		met: halting === undefined ? met : addNode(draft, 'Or', `${label}.met`, [met, addTest(context, draft, label, halting, next, running)]),
	};
}

/** bool [batch]: which of the running sequences meet the test at every position. */
function addTest(
	{ weights, frame }: ExportContext,
	draft: GraphDraft,
	label: string,
	{ name }: HaltingConfig,
	residual: ValueName,
	running: ValueName,
): ValueName {
	const tests = addLinear(
		draft,
		`${label}.tests`,
		residual,
		weights.tensor(draft, `${name}.weight`),
		weights.tensor(draft, `${name}.bias`),
	);
	const positive = addNode(draft, 'Greater', `${label}.tests.positive`, [tests, weights.number(draft, 0)]);
	const failed = addNode(draft, 'Not', `${label}.tests.negative`, [positive]);
	const failing = addNode(draft, 'And', `${label}.tests.failing`, [failed, frame.validRows]);
	const numbers = cast(draft, `${label}.tests.numbers`, failing, 'int32');
	const any = addNode(draft, 'ReduceMax', `${label}.tests.any`, [numbers, integers(draft, [1, 2])], { keepdims: 0 });
	const passed = addNode(draft, 'Not', `${label}.tests.passed`, [cast(draft, `${label}.tests.failed`, any, 'bool')]);
	return addNode(draft, 'And', `${label}.tests.met`, [running, passed]);
}
