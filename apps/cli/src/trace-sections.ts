import type { Columns, LayerTrace, Trace, Value } from '@alta-ts/core';
import { sameValue } from '@alta-ts/core';

/** A trace as people read it: what there was at the start, then what each layer did. */
export interface Section {
	readonly title: string;
	readonly rows: readonly TraceRow[];
	/** Names of the variables that stayed as they were, for one line at the end. */
	readonly unchanged: readonly string[];
}

/** One variable at every position. */
export interface TraceRow {
	readonly name: string;
	readonly kind: 'token' | 'variable' | 'head';
	readonly values: readonly Value[];
	/** Where the value differs from before the layer. */
	readonly changed: readonly boolean[];
}

/**
 * Arranges a trace in sections. A layer shows the outputs of its heads and the variables that changed; layers in a row that
 * change nothing become one section.
 *
 * @param heads the names of the head outputs.
 */
export function traceSections(trace: Trace, heads: ReadonlySet<string>): readonly Section[] {
	const sections = [startSection(trace, heads)];
	let before = trace.initial;
	let idleFrom: number | undefined;
	for (const [index, layer] of trace.layers.entries()) {
		const section = layerSection(layerTitle(index, layer, trace), before, layer, heads);
		before = layer.afterUpdates;
		const idle = !section.rows.some((row) => row.changed.includes(true));
		if (!idle) sections.push(section);
		if (idle) idleFrom ??= index;
		const ends = idleFrom !== undefined && (!idle || index === trace.layers.length - 1);
		if (ends && idleFrom !== undefined) {
			const to = idle ? index : index - 1;
			sections.splice(idle ? sections.length : -1, 0, idleSection(idleFrom, to));
			idleFrom = undefined;
		}
	}
	return sections;
}

function startSection(trace: Trace, heads: ReadonlySet<string>): Section {
	const never = trace.tokens.map(() => false);
	const variables = Object.entries(trace.initial).filter(([name]) => !heads.has(name));
	return {
		title: 'start',
		rows: [
			{ name: 'token', kind: 'token', values: trace.tokens, changed: never },
			...variables.map(([name, values]): TraceRow => ({ name, kind: 'variable', values, changed: never })),
		],
		unchanged: [],
	};
}

function layerSection(title: string, before: Columns, layer: LayerTrace, heads: ReadonlySet<string>): Section {
	const rows: TraceRow[] = [];
	const unchanged: string[] = [];
	for (const [name, values] of Object.entries(layer.afterAttention)) {
		if (heads.has(name) && values.some((value) => value !== undefined))
			rows.push({ name, kind: 'head', values, changed: values.map(() => false) });
	}
	for (const [name, values] of Object.entries(layer.afterUpdates)) {
		const changed = values.map((value, position) => !sameValue(value, before[name]?.[position]));
		if (changed.includes(true)) rows.push({ name, kind: 'variable', values, changed });
		else if (!heads.has(name)) unchanged.push(name);
	}
	return { title, rows, unchanged };
}

/** Layers are numbered from 1 through the whole run; where they differ, their place in the program is told too. */
function layerTitle(index: number, { stage, pass, layer }: LayerTrace, trace: Trace): string {
	const several = trace.layers.some((each) => each.stage !== 0 || each.layer !== 0);
	return several ? `layer ${index + 1} (stage ${stage}, pass ${pass}, layer ${layer})` : `layer ${index + 1}`;
}

function idleSection(from: number, to: number): Section {
	const which = from === to ? `layer ${from + 1}` : `layers ${from + 1} to ${to + 1}`;
	return { title: `${which}: no variable changes`, rows: [], unchanged: [] };
}
