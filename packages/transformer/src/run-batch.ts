import type { Config } from '@alta-ts/model';
import { type Buffer, withScope } from '@alta-ts/tensor';
import { decodeOutput } from './decode-output.js';
import { output, readNumbers } from './device.js';
import { planReadout } from './plan-readout.js';
import { rowsOfSequence } from './ragged.js';
import type { RunContext } from './run-context.js';
import { showActivation } from './run-layer.js';
import { runStage, testStage } from './run-stage.js';
import { afterStage, BEGINNING, type Progress, passLimit, type Schedule } from './schedule.js';
import type { TransformerRun } from './transformer.js';

/**
 * Runs the stages and the readout on an embedded batch.
 *
 * @param embedding the residual stream before the first layer; the caller disposes it.
 */
export async function runBatch(
	context: RunContext,
	config: Config,
	schedule: Schedule,
	embedding: Buffer,
): Promise<readonly TransformerRun[]> {
	return withScope(context.device.backend, async (scope) => {
		const everyone = Array<boolean>(context.batch.sequences).fill(true);
		let residual = await showActivation(context, scope, 'embedding', embedding, context.width, everyone);
		let progress: readonly Progress[] = everyone.map(() => BEGINNING);
		for (const [index, stage] of schedule.stages.entries()) {
			const stageConfig = config.stages[index];
			if (stageConfig === undefined) continue;
			const limits = progress.map((each) => passLimit(schedule, stage, each));
			const result = await runStage(context, { index, config: stageConfig, schedule: stage, limits }, residual);
			if (result.residual !== residual) {
				if (residual !== embedding) scope.take(residual).dispose();
				residual = scope.own(result.residual);
			}
			progress = progress.map((each, sequence) =>
				afterStage(schedule, stage, each, result.passes[sequence] ?? 0, result.met[sequence] === true),
			);
		}
		context.watch.finish();
		const halted = await haltedSequences(context, config, schedule, progress, residual);
		const answers = await readAnswers(context, config, residual);
		return answers.map((answer, sequence) => ({ ...answer, layers: progress[sequence]?.layers ?? 0, halted: halted[sequence] === true }));
	});
}

async function haltedSequences(
	context: RunContext,
	config: Config,
	{ halted }: Schedule,
	progress: readonly Progress[],
	residual: Buffer,
): Promise<readonly boolean[]> {
	if (halted === 'when met') return progress.map(({ met, stopped }) => met && !stopped);
	if (typeof halted === 'boolean') return progress.map(() => halted);
	const stage = config.stages[halted.stage];
	return stage === undefined ? progress.map(() => false) : testStage(context, halted.stage, stage, residual);
}

async function readAnswers(
	context: RunContext,
	{ readout }: Config,
	residual: Buffer,
): Promise<readonly ReturnType<typeof decodeOutput>[]> {
	const { device, weights, batch } = context;
	return withScope(device.backend, async (scope) => {
		const executable = await device.prepared('readout', () => planReadout(weights));
		const { outputs } = await scope.run(executable, { residual });
		const data = await readNumbers(device, output(outputs, 'columns'));
		const { best: largest } = outputs;
		const best = largest === undefined ? undefined : await readNumbers(device, largest);
		const columns = output(outputs, 'columns').shape[1] ?? 0;
		return Array.from({ length: batch.sequences }, (_, sequence) => {
			const [from, to] = rowsOfSequence(batch, sequence);
			const own = data.subarray(from * columns, to * columns);
			return decodeOutput(readout, {
				rows: to - from,
				columns,
				data: own,
				...(best === undefined ? {} : { best: best.subarray(from, to) }),
			});
		});
	});
}
