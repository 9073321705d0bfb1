import { bucketOf, type Columns, type LayerTrace, type Program, sameValue, type Trace, type Value } from '@alta-ts/core';

/** A trace as people read it: what there was at the start, then what each layer did. */
export interface Section {
	readonly title: string;
	readonly rows: readonly TraceRow[];
	/** Names of the variables that stayed as they were, for one line at the end. */
	readonly unchanged: readonly string[] | 'all';
}

/** One variable at every position. */
export interface TraceRow {
	readonly name: string;
	readonly kind: 'token' | 'variable' | 'head';
	readonly values: readonly Value[];
	/** Where the value differs from before the layer. */
	readonly changed: readonly boolean[];
	/** The values as tables see them, a number as the centre of its bucket; absent where no table reads the variable or it has no buckets. */
	readonly seen?: readonly Value[];
}

/** What is told about a program to read its traces. */
export type TracedProgram = Pick<Program, 'stages' | 'variables'>;

/**
 * Arranges a trace in sections. A layer shows the outputs of its heads and the variables that changed. A layer that runs again while no
 * variable has changed can only do the same again, and all such layers in a row become one section.
 */
export function traceSections(trace: Trace, program: TracedProgram): readonly Section[] {
	const look = viewOf(program);
	const sections = [startSection(trace, look)];
	let before = trace.initial;
	/** The layers of the program that ran since a variable changed. */
	let ran = new Set<string>();
	let repeatsFrom: number | undefined;
	for (const [index, layer] of trace.layers.entries()) {
		const place = `${layer.stage} ${layer.layer}`;
		const next = layerSection(layerTitle(index, layer, trace), before, layer, look);
		const idle = !next.rows.some((row) => row.changed.includes(true));
		const repeats = idle && ran.has(place);
		if (repeats) repeatsFrom ??= index;
		else {
			if (repeatsFrom !== undefined) sections.push(repeatedSection(repeatsFrom, index - 1));
			repeatsFrom = undefined;
			sections.push(idle ? { ...next, unchanged: 'all' } : next);
		}
		ran = idle ? ran.add(place) : new Set();
		before = layer.afterUpdates;
	}
	if (repeatsFrom !== undefined) sections.push(repeatedSection(repeatsFrom, trace.layers.length - 1));
	return sections;
}

/** How the variables of a program are looked at. */
interface View {
	/** Names of all head outputs. */
	readonly outputs: ReadonlySet<string>;
	/** The outputs of the heads of a layer, and whether each is kept. */
	readonly headsOf: (layer: LayerTrace) => readonly { readonly output: string; readonly keep: boolean }[];
	readonly seen: (name: string, values: readonly Value[]) => Pick<TraceRow, 'seen'>;
}

function viewOf({ stages, variables }: TracedProgram): View {
	const layers = stages.flatMap((stage) => stage.layers);
	const read = new Set(layers.flatMap((layer) => layer.updates.flatMap((update) => ('reads' in update ? update.reads : []))));
	const buckets = new Map(
		variables.flatMap((variable) =>
			variable.kind === 'numerical' && variable.values !== undefined && read.has(variable.name) ? [[variable.name, variable.values]] : [],
		),
	);
	return {
		outputs: new Set(layers.flatMap((layer) => layer.heads.map((head) => head.output))),
		headsOf: ({ stage, layer }) => stages[stage]?.layers[layer]?.heads ?? [],
		seen: (name, values) => {
			const centres = buckets.get(name);
			if (centres === undefined) return {};
			return { seen: values.map((value) => (typeof value === 'number' ? centres[bucketOf(centres, value)] : value)) };
		},
	};
}

function startSection(trace: Trace, look: View): Section {
	const never = trace.tokens.map(() => false);
	const variables = Object.entries(trace.initial).filter(([name]) => !look.outputs.has(name));
	return {
		title: 'start',
		rows: [
			{ name: 'input', kind: 'token', values: trace.tokens, changed: never },
			...variables.map(([name, values]): TraceRow => ({ name, kind: 'variable', values, changed: never, ...look.seen(name, values) })),
		],
		unchanged: [],
	};
}

function layerSection(title: string, before: Columns, layer: LayerTrace, look: View): Section {
	const rows: TraceRow[] = [];
	const unchanged: string[] = [];
	const changes = (name: string, values: readonly Value[]): boolean[] =>
		values.map((value, position) => !sameValue(value, before[name]?.[position]));
	for (const { output, keep } of look.headsOf(layer)) {
		const values = layer.afterAttention[output];
		// Weights do not hold what nothing depends on.
		if (values === undefined) continue;
		// What is erased at the end of the layer is no change that lasts.
		const changed = keep ? changes(output, values) : values.map(() => false);
		rows.push({ name: output, kind: 'head', values, changed, ...look.seen(output, values) });
	}
	for (const [name, values] of Object.entries(layer.afterUpdates)) {
		if (look.outputs.has(name)) continue;
		const changed = changes(name, values);
		if (changed.includes(true)) rows.push({ name, kind: 'variable', values, changed, ...look.seen(name, values) });
		else unchanged.push(name);
	}
	return { title, rows, unchanged };
}

/** Layers are numbered from 1 through the whole run; where they differ, their place in the program is told too. */
function layerTitle(index: number, { stage, pass, layer }: LayerTrace, trace: Trace): string {
	const several = trace.layers.some((each) => each.stage !== 0 || each.layer !== 0);
	return several ? `layer ${index + 1} (stage ${stage}, pass ${pass}, layer ${layer})` : `layer ${index + 1}`;
}

function repeatedSection(from: number, to: number): Section {
	const which = from === to ? `layer ${from + 1}` : `layers ${from + 1} to ${to + 1}`;
	return { title: `${which}: the same again`, rows: [], unchanged: [] };
}
