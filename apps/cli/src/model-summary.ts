import { type Block, type Certificate, type Model, modelSize, type Source, type Tensor } from '@alta-ts/model';

/** What `alta inspect` tells about a model. Weights that layers share count once. */
export interface ModelSummary {
	readonly name: string;
	readonly stages: readonly StageSummary[];
	readonly variables: readonly BlockSummary[];
	readonly heads: readonly HeadSummary[];
	/** Table rows after simplification and merging. */
	readonly rows: number;
	/** Units of all hidden layers of all MLPs. */
	readonly hidden: number;
	readonly dModel: number;
	readonly parameters: number;
	readonly nonzeros: number;
	readonly bytes: number;
	/** The longest input; null where there is no limit. */
	readonly maxLength: number | null;
	readonly certificate: Certificate | null;
	/** Non-zero weights by the part of the program they come from, the most expensive part first. */
	readonly parts: readonly PartSummary[];
}

/** One stage. */
export interface StageSummary {
	readonly layers: readonly LayerSummary[];
	/** How often it is passed through; `until` where a condition ends it. */
	readonly repeat: number | 'until';
	/** The most passes until it halts, where there is a limit. */
	readonly atMost?: number;
}

/** One layer: the names of its heads, its updates, and the units of the hidden layers of its MLP. */
export interface LayerSummary {
	readonly name: string;
	readonly heads: readonly string[];
	readonly updates: readonly UpdateSummary[];
	readonly hidden: readonly number[];
}

/** An update: the variable it writes, and how many rows its tables have left; none where it is linear. */
export interface UpdateSummary {
	readonly writes: string;
	readonly rows: number;
}

/** The coordinates of one variable, or of what the compiler added. */
export interface BlockSummary {
	readonly name: string;
	/** Other variables that hold the same at all times. */
	readonly also?: readonly string[];
	readonly kind: Block['kind'];
	readonly start: number;
	readonly width: number;
}

/** One attention head. */
export interface HeadSummary {
	readonly name: string;
	readonly layer: string;
	readonly kind: string;
	readonly keyWidth: number;
	readonly valueWidth: number;
}

/** A part of the program and what it costs. */
export interface PartSummary {
	readonly part: string;
	readonly nonzeros: number;
}

/** Sums up a model. */
export function summarize(model: Model): ModelSummary {
	const { config, layout } = model;
	const layers = new Map(config.stages.flatMap((stage) => stage.layers.map((layer) => [layer.name, layer])));
	return {
		name: model.name,
		stages: config.stages.map(({ layers, repeat }) => ({
			layers: layers.map(({ name, attention, mlp, continues }) => ({
				name,
				heads: attention?.heads.map((head) => head.name) ?? [],
				updates: continues === true ? [] : updatesOf(model, name),
				hidden: mlp?.hidden ?? [],
			})),
			...(typeof repeat === 'number' ? { repeat } : repeatUntil(repeat)),
		})),
		variables: layout.blocks.map(describeBlock),
		heads: [...layers.values()].flatMap((layer) =>
			(layer.attention?.heads ?? []).map(({ name, kind, keyWidth, valueWidth }) => ({
				name,
				layer: layer.name,
				kind,
				keyWidth,
				valueWidth,
			})),
		),
		rows: layout.sources.filter(isRow).length,
		hidden: [...layers.values()].flatMap((layer) => layer.mlp?.hidden ?? []).reduce((sum, units) => sum + units, 0),
		dModel: config.width,
		...modelSize(model),
		maxLength: config.maxLength ?? null,
		certificate: model.certificate ?? null,
		parts: costs(model),
	};
}

function repeatUntil({ atMost }: { readonly atMost?: number }): Pick<StageSummary, 'repeat' | 'atMost'> {
	return { repeat: 'until', ...(atMost === undefined ? {} : { atMost }) };
}

/** Whether a source is a rule that writes something: a table row, as it is after simplification and merging. */
function isRow({ rule }: Source): boolean {
	return rule?.writes !== undefined;
}

/** The updates of a layer of the program: `stage.0.layer.1`, and every copy of it, is what sources call `stage 0`, `layer 1`. */
function updatesOf({ layout }: Model, layerName: string): readonly UpdateSummary[] {
	const [, stage, layer] = /^stage\.(\d+)\.layer\.(\d+)(?:\.copy\.\d+)?$/.exec(layerName) ?? [];
	const rows = new Map<string, number>();
	for (const source of layout.sources) {
		const [inStage, inLayer, update] = source.path;
		const writes = inStage === `stage ${stage}` && inLayer === `layer ${layer}` ? /^update of (.*)$/s.exec(update ?? '')?.[1] : undefined;
		if (writes !== undefined) rows.set(writes, (rows.get(writes) ?? 0) + (isRow(source) ? 1 : 0));
	}
	return [...rows].map(([writes, count]) => ({ writes, rows: count }));
}

function describeBlock(block: Block): BlockSummary {
	const { kind, start, width } = block;
	const name = 'variable' in block ? block.variable : 'names' in block ? block.names.join(', ') : `(${kind})`;
	const also = 'also' in block && block.also !== undefined ? { also: block.also } : {};
	return { name, ...also, kind, start, width };
}

function costs(model: Model): readonly PartSummary[] {
	const parts = new Map<string, number>();
	for (const tensor of Object.values(model.tensors)) {
		for (const [source, count] of nonzerosBySource(tensor)) {
			const part = partOf(model.layout.sources[source]);
			parts.set(part, (parts.get(part) ?? 0) + count);
		}
	}
	return [...parts].map(([part, nonzeros]) => ({ part, nonzeros })).sort((a, b) => b.nonzeros - a.nonzeros);
}

/** The part of the program a source belongs to: for a rule, the update it is a rule of. */
function partOf(source: Source | undefined): string {
	if (source === undefined) return 'other';
	return (source.rule === undefined ? source.path : source.path.slice(0, -1)).join(' › ');
}

function nonzerosBySource(tensor: Tensor): ReadonlyMap<number, number> {
	const numbers = tensor.kind === 'sparse' ? tensor.values : tensor.data;
	const counts = new Map<number, number>();
	for (const [index, number] of numbers.entries()) {
		if (number === 0) continue;
		const source = tensor.sources?.[index] ?? -1;
		counts.set(source, (counts.get(source) ?? 0) + 1);
	}
	return counts;
}
