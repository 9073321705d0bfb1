import type { Columns, LayerTrace, Trace, Value } from '@alta-ts/core';
import { sameValue } from '@alta-ts/core';
import { findHaltingDifference } from './halting.js';
import { type JsonValue, jsonValue } from './report.js';
import type { Side, SideRun } from './side.js';

/** How many layers of an input are compared unless told otherwise. */
export const DIFF_LAYERS: number = 1000;

/** How two sides are compared. */
export interface DiffOptions {
	/** At most this many layers an input; {@link DIFF_LAYERS} by default. */
	readonly maxLayers?: number;
	/**
	 * What the answers of both sides are compared as: nothing else is, then, but halting. For two programs that read an input differently, or that
	 * may reach their answers in different ways.
	 */
	readonly answers?: Answers;
	/** Called after every batch with the number of inputs done. */
	readonly onProgress?: (done: number) => void;
}

/** How each side's output is read. */
export interface Answers {
	readonly a: (output: readonly Value[], tokens: readonly string[]) => string;
	readonly b: (output: readonly Value[], tokens: readonly string[]) => string;
}

/** An input as each side reads it. */
export interface DiffInput {
	readonly a: readonly string[];
	readonly b: readonly string[];
}

/** What a comparison of two sides found. */
export interface DiffReport {
	/** How many inputs were compared. */
	readonly inputs: number;
	/** How many inputs at least one side did not halt on within the layers it was allowed. */
	readonly stopped: number;
	/** Layers of A, over all inputs. */
	readonly layers: number;
	/** How many values of a variable at a position were compared, over all inputs, layers and sublayers, and what came out. */
	readonly compared: number;
	readonly differences: number;
	/** The difference that comes first: the earliest input, and in it the earliest layer, sublayer, position and variable. */
	readonly first: SideDifference | null;
	/** Variables that only one of the sides has; they are not compared. */
	readonly onlyA: readonly string[];
	readonly onlyB: readonly string[];
}

/** A place where two sides part. */
export interface SideDifference {
	/** Index of the input, and its tokens as A reads them. */
	readonly input: number;
	readonly tokens: readonly string[];
	/** `embedding`, `attention` or `updates` inside a layer, `halting` where only one side halts after it, and `run` for what concerns the run as a whole. */
	readonly sublayer: 'embedding' | 'attention' | 'updates' | 'halting' | 'run';
	/** How many layers of A ran before this one; null for the embedding and the run. */
	readonly layer: number | null;
	/** The layer by its place in A; null for the embedding and the run. */
	readonly place: { readonly stage: number; readonly pass: number; readonly layer: number } | null;
	readonly position: number | null;
	/** The variable, or `answer`, `output`, `layers` or `halted`. */
	readonly variable: string;
	/** What A says; null stands for undefined, sets are arrays. */
	readonly a: JsonValue;
	readonly b: JsonValue;
}

/** Numbers that differ by less are the same on symbols, too: a mean can be computed in several ways. */
const SAME = 1e-9;

/** How many inputs run together; where every layer is kept, memory holds few. */
const BATCH = 32;
const TRACED_BATCH = 4;

/**
 * Runs two sides on the same inputs and compares every variable that both have, at every position after every sublayer; then what came out, after
 * how many layers, and whether they halted. Layers go by their order within a stage, so that loops may be unrolled on one side: passes that it
 * makes beyond the other are no difference.
 *
 * Numbers may be off by the larger of the tolerances of the sides, or 1e-9 where that is more.
 *
 * @throws AltaError for inputs that a side refuses.
 */
export async function diff(a: Side, b: Side, inputs: readonly DiffInput[], options: DiffOptions = {}): Promise<DiffReport> {
	const trace = options.answers === undefined;
	const maxLayers = options.maxLayers ?? DIFF_LAYERS;
	const size = trace ? TRACED_BATCH : BATCH;
	const tally = createTally();
	const only = { a: new Set<string>(), b: new Set<string>() };
	const job: Job = { a, b, tolerance: Math.max(a.tolerance, b.tolerance, SAME), mayRunOn: { a: unrolls(a, b), b: unrolls(b, a) } };
	const sums = { stopped: 0, layers: 0 };
	for (let start = 0; start < inputs.length; start += size) {
		const batch = inputs.slice(start, start + size);
		const runsOfA = await a.run(
			batch.map((each) => each.a),
			{ maxLayers, trace },
		);
		const runsOfB = await b.run(
			batch.map((each) => each.b),
			{ maxLayers, trace },
		);
		for (const [index, input] of batch.entries()) {
			const [runOfA, runOfB] = [runsOfA[index], runsOfB[index]];
			if (runOfA === undefined || runOfB === undefined) continue;
			sums.layers += runOfA.layers;
			if (!runOfA.halted || !runOfB.halted) sums.stopped++;
			const compare = tally.at(start + index, input.a);
			if (options.answers !== undefined) compareAnswers(options.answers, input, runOfA, runOfB, compare);
			else {
				compareTraces(job, runOfA, runOfB, only, compare);
				compareEnds(job, runOfA, runOfB, compare);
			}
		}
		options.onProgress?.(start + batch.length);
	}
	return { inputs: inputs.length, ...sums, ...tally.report, onlyA: [...only.a], onlyB: [...only.b] };
}

interface Job {
	readonly a: Side;
	readonly b: Side;
	readonly tolerance: number;
	/** Whether a side has its loops unrolled where the other has not, so that it makes passes after all is done. */
	readonly mayRunOn: { readonly a: boolean; readonly b: boolean };
}

/** Whether the loops of one side are so many copies of the other's layers. */
function unrolls(side: Side, other: Side): boolean {
	const hasCopies = side.stages.some(({ depth }, stage) => depth > (other.stages[stage]?.depth ?? depth));
	return hasCopies && side.stages.every(({ once }) => once);
}

type Where = Pick<SideDifference, 'sublayer' | 'layer' | 'place' | 'position' | 'variable'>;
type Compare = (same: boolean, where: Where, a: Value, b: Value) => void;

/** Counts comparisons, and keeps the first difference. */
function createTally(): {
	readonly report: Pick<DiffReport, 'compared' | 'differences' | 'first'>;
	readonly at: (input: number, tokens: readonly string[]) => Compare;
} {
	const report: { compared: number; differences: number; first: SideDifference | null } = { compared: 0, differences: 0, first: null };
	const at =
		(input: number, tokens: readonly string[]): Compare =>
		(same, where, a, b) => {
			report.compared++;
			if (same) return;
			report.differences++;
			report.first ??= { input, tokens, ...where, a: jsonValue(a), b: jsonValue(b) };
		};
	return { report, at };
}

const AT_END = { sublayer: 'run', layer: null, place: null, position: null } as const;

function compareAnswers(answers: Answers, input: DiffInput, runOfA: SideRun, runOfB: SideRun, compare: Compare): void {
	const [a, b] = [answers.a(runOfA.output, input.a), answers.b(runOfB.output, input.b)];
	compare(a === b, { ...AT_END, variable: 'answer' }, a, b);
	compare(runOfA.halted === runOfB.halted, { ...AT_END, variable: 'halted' }, runOfA.halted, runOfB.halted);
}

function compareEnds({ mayRunOn, tolerance }: Job, runOfA: SideRun, runOfB: SideRun, compare: Compare): void {
	const runsOn = (mayRunOn.a && runOfA.layers > runOfB.layers) || (mayRunOn.b && runOfB.layers > runOfA.layers);
	const end = (variable: string, a: Value, b: Value): void => compare(a === b, { ...AT_END, variable }, a, b);
	if (!runsOn) end('layers', runOfA.layers, runOfB.layers);
	end('halted', runOfA.halted, runOfB.halted);
	if (runOfA.output.length !== runOfB.output.length) end('output', runOfA.output.length, runOfB.output.length);
	else
		for (const [position, a] of runOfA.output.entries()) {
			const b = runOfB.output[position];
			compare(agree(a, b, tolerance), { ...AT_END, position, variable: 'output' }, a, b);
		}
}

function compareTraces(
	job: Job,
	runOfA: SideRun,
	runOfB: SideRun,
	only: { readonly a: Set<string>; readonly b: Set<string> },
	compare: Compare,
): void {
	const [a, b] = [runOfA.trace, runOfB.trace];
	if (a === undefined || b === undefined) throw new Error('internal: a side showed no layers');
	const shared = sharedNames(a, b, only);
	const columns = (ofA: Columns, ofB: Columns, where: Pick<SideDifference, 'sublayer' | 'layer' | 'place'>): void => {
		for (const position of a.tokens.keys()) {
			for (const variable of shared) {
				const [valueOfA, valueOfB] = [ofA[variable]?.[position], ofB[variable]?.[position]];
				compare(agree(valueOfA, valueOfB, job.tolerance), { ...where, position, variable }, valueOfA, valueOfB);
			}
		}
	};
	columns(a.initial, b.initial, { sublayer: 'embedding', layer: null, place: null });
	const others = layersByOrder(b, job);
	const parting = findHaltingDifference(job.a, job.b, runOfA, runOfB);
	const partsAt = parting === undefined ? undefined : keyOf(parting.stage, parting.after - 1);
	for (const [key, { index, layer }] of layersByOrder(a, job)) {
		const other = others.get(key)?.layer;
		// Who runs on alone is told at the end of the run.
		if (other === undefined) continue;
		const place = { stage: layer.stage, pass: layer.pass, layer: layer.layer };
		columns(layer.afterAttention, other.afterAttention, { sublayer: 'attention', layer: index, place });
		columns(layer.afterUpdates, other.afterUpdates, { sublayer: 'updates', layer: index, place });
		if (key !== partsAt || parting === undefined) continue;
		compare(false, { sublayer: 'halting', layer: index, place, position: null, variable: 'halted' }, parting.halts.a, parting.halts.b);
	}
}

function sharedNames(a: Trace, b: Trace, only: { readonly a: Set<string>; readonly b: Set<string> }): readonly string[] {
	for (const name of Object.keys(a.initial)) if (!Object.hasOwn(b.initial, name)) only.a.add(name);
	for (const name of Object.keys(b.initial)) if (!Object.hasOwn(a.initial, name)) only.b.add(name);
	return Object.keys(a.initial).filter((name) => Object.hasOwn(b.initial, name));
}

/** Layers by their order: within their stage, or within the run where the sides do not have as many stages. */
function layersByOrder({ layers }: Trace, { a, b }: Job): ReadonlyMap<string, { readonly index: number; readonly layer: LayerTrace }> {
	const sameStages = a.stages.length === b.stages.length;
	const counts = new Map<number, number>();
	return new Map(
		layers.map((layer, index) => {
			const stage = sameStages ? layer.stage : 0;
			const order = counts.get(stage) ?? 0;
			counts.set(stage, order + 1);
			return [keyOf(stage, order), { index, layer }];
		}),
	);
}

function keyOf(stage: number, order: number): string {
	return `${stage} ${order}`;
}

function agree(a: Value, b: Value, tolerance: number): boolean {
	if (typeof a !== 'number' || typeof b !== 'number') return sameValue(a, b);
	return a === b || Math.abs(a - b) <= Math.max(tolerance, SAME * Math.abs(a));
}
