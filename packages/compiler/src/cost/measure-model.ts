import type { Span } from '@alta-ts/core';
import { forEachEntry, isVariableBlock, type Model, modelSize, type Source, type Tensor, variablesOf } from '@alta-ts/model';
import type { Cost, CostPart, CostPlace } from './cost.js';

/** What a compiled model costs, by what its weights come from. */
export function measureModel(model: Model): Cost {
	const { config, layout, tensors } = model;
	const layers = [...new Map(config.stages.flatMap((stage) => stage.layers.map((layer) => [layer.name, layer]))).values()];
	const variables = new Set(layout.blocks.filter(isVariableBlock).flatMap(variablesOf));
	const totals = new Map<string, Totals>();
	const places = new Map<string, Totals & { readonly span: Span }>();

	/** Divides an amount among the sources that share it. */
	function charge(number: number, amount: 'units' | 'nonzeros'): void {
		const shared = layout.sources[number]?.of ?? [number];
		for (const each of shared) {
			const source = layout.sources[each];
			const part = partOf(source, variables);
			const total = known(totals, `${part.kind} ${part.name}`, () => ({ ...part, units: 0, nonzeros: 0 }));
			total[amount] += 1 / shared.length;
			const span = source?.span;
			if (span === undefined) continue;
			known(places, JSON.stringify(span), () => ({ span, units: 0, nonzeros: 0, kind: part.kind, name: part.name }))[amount] +=
				1 / shared.length;
		}
	}

	for (const tensor of Object.values(tensors))
		forEachEntry(tensor, (_row, _column, value, source) => value !== 0 && charge(source, 'nonzeros'));
	for (const { name, mlp } of layers) {
		for (const [index, count] of (mlp?.hidden ?? []).entries()) {
			const sources = unitSources(count, [tensors[`${name}.mlp.${index}.weight`], tensors[`${name}.mlp.${index}.bias`]]);
			for (const source of sources) charge(source, 'units');
		}
	}
	return {
		exact: true,
		obstacles: [],
		layers: layers.filter(({ continues }) => continues !== true).length,
		heads: layers.reduce((sum, { attention }) => sum + (attention?.heads.length ?? 0), 0),
		width: config.width,
		hidden: layers.reduce((sum, { mlp }) => sum + (mlp?.hidden ?? []).reduce((units, count) => units + count, 0), 0),
		rows: layout.sources.filter(({ rule }) => rule?.writes !== undefined).length,
		...modelSize(model),
		...(model.certificate === undefined ? {} : { certificate: model.certificate }),
		parts: [...totals.values()].map(({ kind, name, units, nonzeros }): CostPart => ({ kind, name, units, nonzeros })).sort(byCost),
		places: [...places.values()].map(({ span, units, nonzeros }): CostPlace => ({ span, units, nonzeros })).sort(byCost),
	};
}

interface Totals extends Pick<CostPart, 'kind' | 'name'> {
	units: number;
	nonzeros: number;
}

/** The most expensive first. */
export function byCost(a: Pick<CostPart, 'nonzeros'>, b: Pick<CostPart, 'nonzeros'>): number {
	return b.nonzeros - a.nonzeros;
}

function known<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
	const value = map.get(key) ?? make();
	map.set(key, value);
	return value;
}

/** The part of a program that a source belongs to, by the steps of its path. */
function partOf(source: Source | undefined, variables: ReadonlySet<string>): Pick<CostPart, 'kind' | 'name'> {
	for (const step of source?.path ?? []) {
		const head = /^head (.*)$/s.exec(step)?.[1];
		if (head !== undefined) return { kind: 'head', name: head };
		const variable = /^(?:variable|update of|condition on) (.*)$/s.exec(step)?.[1];
		if (variable !== undefined) return { kind: variables.has(variable) ? 'variable' : 'condition', name: variable };
		if (step.startsWith('output')) return { kind: 'output', name: 'output' };
	}
	return { kind: 'target', name: source?.path.at(-1) ?? 'other' };
}

/** For each column, the source of its numbers: all of a unit have one. */
function unitSources(count: number, tensors: readonly (Tensor | undefined)[]): readonly number[] {
	const sources = new Array<number>(count).fill(-1);
	for (const tensor of tensors)
		if (tensor !== undefined)
			forEachEntry(tensor, (_row, column, value, source) => {
				if (value !== 0) sources[column] = source;
			});
	return sources;
}
