import { altaError, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import type { Config, StageConfig } from '@alta-ts/model';
import { layerBlocks } from './layer-blocks.js';
import type { TransformerOptions } from './transformer.js';

/** The limit of a run that was given none. */
const DEFAULT_MAX_LAYERS = 65_536;

/** What a run does with one stage. */
export interface StageSchedule {
	/** Layers in one pass. */
	readonly depth: number;
	/** The most passes it makes; `Infinity` where only its test or the run's limit ends it. */
	readonly passes: number;
	/** Layers of a last pass that is cut short; 0 for none. */
	readonly rest: number;
	/** Whether the halting test after each pass counts. */
	readonly tested: boolean;
}

/** Which layers a run executes: the same rules as the interpreter's, for each sequence of a batch on its own. */
export interface Schedule {
	readonly stages: readonly StageSchedule[];
	/** A pass that would bring a sequence above this number of layers is not begun, and the sequence stops there, not halted. */
	readonly maxLayers: number;
	/** Whether a sequence counts as halted: when every test was met, when the test of a stage holds at the end, or known beforehand. */
	readonly halted: 'when met' | { readonly stage: number } | boolean;
}

/**
 * Works out which layers of a model a run executes.
 *
 * With `layers: N` exactly N layers run: every stage runs the passes it declares, and the one that loops until its test is met (the last stage,
 * where none does) takes up the difference. It may end within a pass, and the run stops after N layers in any case.
 *
 * @throws AltaError ALTA6005 for impossible options; ALTA6006 for `layers` where several stages loop until a test is met.
 */
export function makeSchedule(name: string, config: Config, options: TransformerOptions): Schedule {
	checkOptions(name, options);
	if (options.layers !== undefined) return exactSchedule(name, config, options.layers);
	return { stages: config.stages.map(declared), maxLayers: options.maxLayers ?? DEFAULT_MAX_LAYERS, halted: 'when met' };
}

function declared({ layers, repeat }: StageConfig): StageSchedule {
	const depth = layerBlocks(layers).length;
	if (typeof repeat === 'number') return { depth, passes: repeat, rest: 0, tested: false };
	return { depth, passes: repeat.atMost ?? Number.POSITIVE_INFINITY, rest: 0, tested: true };
}

function exactSchedule(name: string, config: Config, layers: number): Schedule {
	const stages = config.stages.map(declared);
	const looped = stages.flatMap((stage, index) => (stage.tested ? [index] : []));
	if (looped.length > 1) {
		throw altaError('ALTA6006', {
			what: `An exact number of layers, ${layers}, cannot be divided among ${looped.length} stages that loop until a test is met.`,
			where: [`model ${name}`],
			why: 'One looped stage takes up the difference to the layers of the others; with several it could be any of them.',
			fix: 'Limit the run with `maxLayers` instead.',
		});
	}
	const elastic = looped[0] ?? stages.length - 1;
	const layersOf = (stage: StageSchedule): number => (stage.depth === 0 ? 0 : stage.depth * stage.passes);
	const others = stages.reduce((total, stage, index) => total + (index === elastic ? 0 : layersOf(stage)), 0);
	let left = layers;
	const exact = stages.map((stage, index): StageSchedule => {
		const size = Math.min(index === elastic ? Math.max(0, layers - others) : layersOf(stage), left);
		left -= size;
		if (stage.depth === 0) return { depth: 0, passes: 0, rest: 0, tested: false };
		return { depth: stage.depth, passes: Math.floor(size / stage.depth), rest: size % stage.depth, tested: false };
	});
	const all = stages.reduce((total, stage) => total + layersOf(stage), 0);
	const halted = looped[0] === undefined ? layers >= all : { stage: looped[0] };
	return { stages: exact, maxLayers: Number.POSITIVE_INFINITY, halted };
}

/** How far one sequence has come. */
export interface Progress {
	/** Layers run. */
	readonly layers: number;
	/** Whether the limit of the run has stopped it. */
	readonly stopped: boolean;
	/** Whether every test so far was met. */
	readonly met: boolean;
}

/** Where every sequence begins. */
export const BEGINNING: Progress = { layers: 0, stopped: false, met: true };

/** How many passes of a stage a sequence may make. */
export function passLimit(schedule: Schedule, stage: StageSchedule, progress: Progress): number {
	if (progress.stopped || stage.depth === 0) return 0;
	return Math.min(stage.passes, Math.floor((schedule.maxLayers - progress.layers) / stage.depth));
}

/** Where a sequence is after `passes` of a stage (and what rest the schedule gives it). */
export function afterStage(schedule: Schedule, stage: StageSchedule, before: Progress, passes: number, met: boolean): Progress {
	if (before.stopped) return before;
	const layers = before.layers + passes * stage.depth + stage.rest;
	if (met && stage.tested) return { ...before, layers };
	const stopped = stage.depth > 0 && passLimit(schedule, stage, before) < stage.passes;
	return { layers, stopped, met: before.met && !stage.tested };
}

function checkOptions(name: string, { layers, maxLayers }: TransformerOptions): void {
	const where = [`model ${name}`];
	const problems: Problem[] = [];
	for (const [option, count] of Object.entries({ layers, maxLayers })) {
		if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) continue;
		problems.push(
			problem('ALTA6005', {
				what: `\`${option}\` is ${count}.`,
				where,
				why: 'It counts layers, so it is a whole number from zero on.',
				fix: `Give \`${option}\` a number such as 100, or leave it out.`,
			}),
		);
	}
	if (layers !== undefined && maxLayers !== undefined) {
		problems.push(
			problem('ALTA6005', {
				what: '`layers` and `maxLayers` are both given.',
				where,
				why: '`layers` asks for exactly so many layers, `maxLayers` for at most so many.',
				fix: 'Leave one of them out.',
			}),
		);
	}
	throwProblems(problems);
}
