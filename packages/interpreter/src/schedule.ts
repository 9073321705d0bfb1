import type { Condition, Program, Stage } from '@alta-ts/core';
import { altaError, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';

/** How many layers a run may have. At most one of the two is given. */
export interface Budget {
	/** Exactly this many layers; halting is ignored. */
	readonly layers?: number;
	/** At most this many layers, {@link DEFAULT_MAX_LAYERS} if absent; a pass that would not fit is not begun. */
	readonly maxLayers?: number;
}

/** The limit of a run that was given none. */
export const DEFAULT_MAX_LAYERS = 65_536;

/** What a run does with one stage. */
export interface StageSchedule {
	/** The number of layers in one pass. */
	readonly depth: number;
	/** The most layers the stage runs, over all its passes; `Infinity` where only `until` or the run's limit ends it. The last pass may be cut short. */
	readonly layers: number;
	/** Tested after each pass; when it holds, the stage is over. */
	readonly until?: Condition;
}

/** Which layers a run executes, in plain data: the stages in order, then the limit over all of them. */
export interface Schedule {
	readonly stages: readonly StageSchedule[];
	/** A pass that would bring the run above this number of layers is not begun, and the run stops, not halted. */
	readonly maxLayers: number;
	/** Whether the run counts as halted: when every `until` was met, when a condition holds at the end, or known beforehand. */
	readonly halted: 'when met' | Condition | boolean;
}

/** What a schedule drives: something that runs a layer and tests a condition on the state it is in. */
export interface Machine {
	readonly runLayer: (stage: number, pass: number, layer: number) => void;
	readonly holds: (condition: Condition) => boolean;
}

/** How a run ended. */
export interface Ending {
	/** How many layers were run. */
	readonly layers: number;
	/** Whether the run ended by itself: no limit cut it short, and every looped stage met its condition. */
	readonly halted: boolean;
}

/**
 * Works out which layers of a program a run executes.
 *
 * With `layers: N` exactly N layers run: every stage runs the passes it declares, and the one stage with `until` (the last
 * stage, where none has) takes up the difference. It may end within a pass, and the run stops after N layers in any case.
 *
 * @throws AltaError ALTA2003 for an impossible budget; ALTA2004 for `layers` where several stages have `until`.
 *
 * @example
 * ```ts
 * import { makeSchedule } from '@alta-ts/interpreter';
 * const layer = { heads: [], updates: [] };
 * const program = {
 *   format: 'alta-program/1', name: 'nothing', input: { tokens: [] }, variables: [], output: { variable: 'x' },
 *   stages: [{ layers: [layer, layer], repeat: 3 }],
 * } as const;
 * makeSchedule(program, { layers: 5 }) // => { stages: [{ depth: 2, layers: 5 }], maxLayers: Infinity, halted: false }
 * ```
 */
export function makeSchedule(program: Program, budget: Budget = {}): Schedule {
	checkBudget(program, budget);
	if (budget.layers !== undefined) return exactSchedule(program, budget.layers);
	return {
		stages: program.stages.map(declaredStage),
		maxLayers: budget.maxLayers ?? DEFAULT_MAX_LAYERS,
		halted: 'when met',
	};
}

/** Runs a schedule on a machine: the one place that decides which layer comes next and when a run is over. */
export function runSchedule(schedule: Schedule, machine: Machine): Ending {
	let layers = 0;
	let allMet = true;
	for (const [index, stage] of schedule.stages.entries()) {
		let met = stage.until === undefined;
		for (let pass = 0; stage.depth > 0 && pass * stage.depth < stage.layers; pass++) {
			const size = Math.min(stage.depth, stage.layers - pass * stage.depth);
			if (layers + size > schedule.maxLayers) return { layers, halted: false };
			for (let layer = 0; layer < size; layer++) machine.runLayer(index, pass, layer);
			layers += size;
			if (stage.until !== undefined && machine.holds(stage.until)) {
				met = true;
				break;
			}
		}
		allMet &&= met;
	}
	const { halted } = schedule;
	if (halted === 'when met') return { layers, halted: allMet };
	return { layers, halted: typeof halted === 'boolean' ? halted : machine.holds(halted) };
}

function declaredStage(stage: Stage): StageSchedule {
	const depth = stage.layers.length;
	if (typeof stage.repeat === 'number') return { depth, layers: depth * stage.repeat };
	return { depth, layers: depth * (stage.repeat.atMost ?? Number.POSITIVE_INFINITY), until: stage.repeat.until };
}

function exactSchedule(program: Program, layers: number): Schedule {
	const declared = program.stages.map(declaredStage);
	const looped = declared.filter((stage) => stage.until !== undefined);
	if (looped.length > 1) {
		throw altaError('ALTA2004', {
			what: `An exact number of layers, ${layers}, cannot be divided among ${looped.length} stages that loop until a condition holds.`,
			where: [`program ${program.name}`],
			why: 'One looped stage takes up the difference to the layers of the others; with several it could be any of them.',
			fix: 'Limit the run with `maxLayers` instead, or give all but one of the stages a fixed number of passes.',
		});
	}
	const elastic = looped[0] ?? declared.at(-1);
	const others = sum(declared.filter((stage) => stage !== elastic).map((stage) => stage.layers));
	let left = layers;
	const stages = declared.map((stage) => {
		const wanted = stage === elastic ? Math.max(0, layers - others) : stage.layers;
		const size = Math.min(wanted, left);
		left -= size;
		return { depth: stage.depth, layers: size };
	});
	const halted = looped[0]?.until ?? layers >= sum(declared.map((stage) => stage.layers));
	return { stages, maxLayers: Number.POSITIVE_INFINITY, halted };
}

function checkBudget(program: Program, { layers, maxLayers }: Budget): void {
	const where = [`program ${program.name}`];
	const problems: Problem[] = [];
	for (const [name, count] of Object.entries({ layers, maxLayers })) {
		if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) continue;
		problems.push(
			problem('ALTA2003', {
				what: `\`${name}\` is ${count}.`,
				where,
				why: 'It counts layers, so it is a whole number from zero on.',
				fix: `Give \`${name}\` a number such as 100, or leave it out.`,
			}),
		);
	}
	if (layers !== undefined && maxLayers !== undefined) {
		problems.push(
			problem('ALTA2003', {
				what: `\`layers\` and \`maxLayers\` are both given.`,
				where,
				why: '`layers` asks for exactly so many layers, `maxLayers` for at most so many.',
				fix: 'Leave one of them out.',
			}),
		);
	}
	throwProblems(problems);
}

function sum(numbers: readonly number[]): number {
	return numbers.reduce((total, each) => total + each, 0);
}
