import type { StageConfig } from '@alta-ts/model';
import { type Buffer, withScope } from '@alta-ts/tensor';
import { output, readNumbers, uploadIntegers } from './device.js';
import { layerBlocks } from './layer-blocks.js';
import { MOST_PASSES, planStage, planTests, type StageMode } from './plan-stage.js';
import type { RunContext } from './run-context.js';
import { runLayer } from './run-layer.js';
import type { StageSchedule } from './schedule.js';

/** A stage that is about to run. */
export interface StageRun {
	readonly index: number;
	readonly config: StageConfig;
	readonly schedule: StageSchedule;
	/** How many passes each sequence may make. */
	readonly limits: readonly number[];
}

/** How a stage ended. */
export interface StageResult {
	/** The new residual stream; the caller disposes it, and the old one unless it is the same. */
	readonly residual: Buffer;
	/** Whole passes each sequence made. */
	readonly passes: readonly number[];
	/** Whether each sequence met the stage's test after its last pass. */
	readonly met: readonly boolean[];
}

/** Runs a stage: its loop on the device where nobody watches, else layer by layer. */
export async function runStage(context: RunContext, stage: StageRun, residual: Buffer): Promise<StageResult> {
	if (context.watch.any) return runWatched(context, stage, residual);
	const whole = stage.limits.some((limit) => limit > 0) ? await runWhole(context, stage, residual) : untouched(stage, residual);
	if (stage.schedule.rest === 0) return whole;
	const rest = await runPass(context, stage, stage.schedule.passes, stage.schedule.rest, whole.residual, allOf(stage));
	return { ...whole, residual: replace(whole.residual, rest, residual) };
}

async function runWhole(context: RunContext, { index, config, schedule, limits }: StageRun, residual: Buffer): Promise<StageResult> {
	const { device, weights, starts } = context;
	return withScope(device.backend, async (scope) => {
		const mode = modeOf(config, schedule, limits);
		const executable = await device.prepared(`stage.${index}.${mode}`, () => planStage(weights, index, config, mode));
		if (mode === 'declared') {
			const { outputs } = await scope.run(executable, { residual, starts });
			return { residual: scope.take(output(outputs, 'state')), passes: limits, met: limits.map(() => false) };
		}
		const counts = uploadIntegers(
			scope,
			Int32Array.from(limits, (limit) => Math.min(limit, MOST_PASSES) + 1),
			'limits',
		);
		const { outputs } = await scope.run(executable, { residual, starts, limits: counts });
		const passes = await readNumbers(device, output(outputs, 'passes'));
		const flags = await readNumbers(device, output(outputs, 'flags'));
		return {
			residual: scope.take(output(outputs, 'state')),
			passes: Array.from(passes, (count) => count - 1),
			met: Array.from(flags, (flag) => flag === 1),
		};
	});
}

function modeOf({ repeat }: StageConfig, { tested }: StageSchedule, limits: readonly number[]): StageMode {
	if (tested) return 'tested';
	return limits.every((limit) => limit === repeat) ? 'declared' : 'counted';
}

async function runWatched(context: RunContext, stage: StageRun, residual: Buffer): Promise<StageResult> {
	const { schedule, limits } = stage;
	const passes = limits.map(() => 0);
	const met = limits.map(() => false);
	let state = residual;
	for (let pass = 0; ; pass++) {
		const running = limits.map((limit, sequence) => pass < limit && met[sequence] !== true);
		if (!running.includes(true)) break;
		state = replace(state, await runPass(context, stage, pass, schedule.depth, state, running), residual);
		running.forEach((runs, sequence) => {
			if (runs) passes[sequence] = pass + 1;
		});
		if (!schedule.tested) continue;
		const tests = await testStage(context, stage.index, stage.config, state);
		running.forEach((runs, sequence) => {
			if (runs) met[sequence] = tests[sequence] === true;
		});
	}
	if (schedule.rest > 0)
		state = replace(state, await runPass(context, stage, schedule.passes, schedule.rest, state, allOf(stage)), residual);
	return { residual: state, passes, met };
}

/** Runs the first layers of a pass, one by one; the caller disposes the result, unless it is the given residual stream. */
async function runPass(
	context: RunContext,
	{ index, config }: StageRun,
	pass: number,
	layers: number,
	residual: Buffer,
	running: readonly boolean[],
): Promise<Buffer> {
	let state = residual;
	for (const [layer, blocks] of layerBlocks(config.layers).slice(0, layers).entries()) {
		for (const [block, each] of blocks.entries()) {
			const place = { stage: index, pass, layer, block, blocks: blocks.length };
			state = replace(state, await runLayer(context, place, each, state, running), residual);
		}
	}
	return state;
}

/** Disposes the old residual stream, unless nothing took its place (a layer can be empty) or it is the caller's. */
function replace(old: Buffer, next: Buffer, callers: Buffer): Buffer {
	if (old !== next && old !== callers) old.dispose();
	return next;
}

/** Which sequences meet a stage's halting test now. */
export async function testStage(
	context: RunContext,
	index: number,
	{ repeat }: StageConfig,
	residual: Buffer,
): Promise<readonly boolean[]> {
	const { device, weights, starts, batch } = context;
	if (typeof repeat === 'number') return Array<boolean>(batch.sequences).fill(false);
	return withScope(device.backend, async (scope) => {
		const executable = await device.prepared(`stage.${index}.tests`, () => planTests(weights, index, repeat.until));
		const limits = uploadIntegers(scope, new Int32Array(batch.sequences).fill(2), 'limits');
		const { outputs } = await scope.run(executable, { residual, starts, limits });
		return Array.from(await readNumbers(device, output(outputs, 'flags')), (flag) => flag === 1);
	});
}

function untouched({ limits }: StageRun, residual: Buffer): StageResult {
	return { residual, passes: limits.map(() => 0), met: limits.map(() => false) };
}

function allOf({ limits }: StageRun): readonly boolean[] {
	return limits.map(() => true);
}
