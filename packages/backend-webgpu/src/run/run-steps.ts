import type { Device } from '../device/open-device.js';
import { readWords } from './read-words.js';
import type { Recorder } from './recorder.js';
import type { BoundRepeat, BoundStep } from './workspace.js';

/** After how many passes of a loop the host looks whether it has stopped: a few at first, then ever more, but not without end. */
const FIRST_LOOK = 4;
const LAST_LOOK = 64;

/** What runs steps. */
export interface StepRun {
	readonly device: Device;
	readonly recorder: Recorder;
	readonly plan: string;
	/** Counted up, by label of the `repeat`. */
	readonly passes: Record<string, number>;
}

/**
 * Runs steps in order. Loops whose end the device decides are recorded many passes at a time; passes after the last one do nothing, because
 * every kernel looks at the control of its loop first.
 */
export async function runSteps(steps: readonly BoundStep[], run: StepRun): Promise<void> {
	for (const step of steps) {
		if (step.kind === 'dispatch') run.recorder.dispatch(step);
		else if (step.kind === 'copy') run.recorder.copy(step);
		else await runRepeat(step, run);
	}
}

async function runRepeat(repeat: BoundRepeat, run: StepRun): Promise<void> {
	const { label, atMost, steps, until } = repeat;
	const { recorder, passes } = run;
	const inside = steps.some(waits);
	let count = 0;
	if (until === undefined) {
		count = atMost;
		for (let pass = 0; pass < atMost; pass++) {
			if (inside) await runSteps(steps, run);
			else record(steps, recorder);
		}
	} else {
		recorder.clear(until.control);
		for (let stopped = false, look = FIRST_LOOK; !stopped && count < atMost; look = Math.min(2 * look, LAST_LOOK)) {
			const together = inside ? 1 : Math.min(look, atMost - count);
			for (let pass = 0; pass < together; pass++) {
				if (inside) await runSteps(steps, run);
				else record(steps, recorder);
				recorder.dispatch(until.endPass);
			}
			recorder.submit();
			const control = await readWords(run.device, until.control, 8, `${run.plan}: ${label}`);
			const [flag = 0, done = 0] = new Uint32Array(control);
			stopped = flag !== 0;
			count = done;
		}
	}
	passes[label] = (passes[label] ?? 0) + count;
	if (!inside) countInside(steps, count, passes);
}

/** Whether the host has to wait for the device within a step. */
function waits(step: BoundStep): boolean {
	return step.kind === 'repeat' && (step.until !== undefined || step.steps.some(waits));
}

/** Records steps for which the host need not wait. */
function record(steps: readonly BoundStep[], recorder: Recorder): void {
	for (const step of steps) {
		if (step.kind === 'dispatch') recorder.dispatch(step);
		else if (step.kind === 'copy') recorder.copy(step);
		else for (let pass = 0; pass < step.atMost; pass++) record(step.steps, recorder);
	}
}

/** Counts the passes of loops that were recorded as a part of others. */
function countInside(steps: readonly BoundStep[], times: number, passes: Record<string, number>): void {
	for (const step of steps) {
		if (step.kind !== 'repeat') continue;
		const count = times * step.atMost;
		passes[step.label] = (passes[step.label] ?? 0) + count;
		countInside(step.steps, count, passes);
	}
}
