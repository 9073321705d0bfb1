import { type Block, type Certificate, type LayerConfig, type Model, modelSize, type Tensor } from '@alta-ts/model';

/** What `alta inspect` tells about a model. Weights that layers share count once. */
export interface ModelSummary {
	readonly name: string;
	readonly stages: readonly StageSummary[];
	readonly variables: readonly BlockSummary[];
	readonly heads: readonly HeadSummary[];
	/** Table rows after simplification. */
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
}

/** One layer: the names of its heads, its updates, and the units of the hidden layers of its MLP. */
export interface LayerSummary {
	readonly name: string;
	readonly heads: readonly string[];
	readonly updates: readonly UpdateSummary[];
	readonly hidden: readonly number[];
}

/** An update, such as `update 0 (writes parity)`, and how many rows of its table are left after simplification. */
export interface UpdateSummary {
	readonly name: string;
	readonly rows: number;
}

/** The coordinates of one variable, or of what the compiler added. */
export interface BlockSummary {
	readonly name: string;
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
	const rows = layout.sources.filter(({ path }) => path.at(-1)?.startsWith('row ') === true);
	return {
		name: model.name,
		stages: config.stages.map(({ layers, repeat }, stage) => ({
			layers: layers.map(({ name, attention, mlp, continues }, index) => ({
				name,
				heads: attention?.heads.map((head) => head.name) ?? [],
				updates: continues === true ? [] : updatesOf(model, `stage ${stage}`, `layer ${layersBefore(layers, index)}`),
				hidden: mlp?.hidden ?? [],
			})),
			repeat: typeof repeat === 'number' ? repeat : 'until',
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
		rows: rows.length,
		hidden: [...layers.values()].flatMap((layer) => layer.mlp?.hidden ?? []).reduce((sum, units) => sum + units, 0),
		dModel: config.width,
		...modelSize(model),
		maxLength: config.maxLength ?? null,
		certificate: model.certificate ?? null,
		parts: costs(model),
	};
}

/** How many layers come before one; further blocks of a layer do not count. */
function layersBefore(layers: readonly LayerConfig[], index: number): number {
	return layers.slice(0, index).filter((layer) => layer.continues !== true).length;
}

/** What the sources of the weights say about the updates of a layer. */
function updatesOf({ layout }: Model, stage: string, layer: string): readonly UpdateSummary[] {
	const rows = new Map<string, number>();
	for (const { path } of layout.sources) {
		const [inStage, inLayer, update, row] = path;
		if (inStage !== stage || inLayer !== layer || update?.startsWith('update ') !== true) continue;
		rows.set(update, (rows.get(update) ?? 0) + (row?.startsWith('row ') === true ? 1 : 0));
	}
	return [...rows].map(([name, count]) => ({ name, rows: count }));
}

function describeBlock(block: Block): BlockSummary {
	const { kind, start, width } = block;
	const name = 'variable' in block ? block.variable : 'names' in block ? block.names.join(', ') : `(${kind})`;
	return { name, kind, start, width };
}

function costs(model: Model): readonly PartSummary[] {
	const parts = new Map<string, number>();
	for (const tensor of Object.values(model.tensors)) {
		for (const [source, count] of nonzerosBySource(tensor)) {
			const path = model.layout.sources[source]?.path ?? ['other'];
			const part = path.filter((step) => !step.startsWith('row ')).join(' › ');
			parts.set(part, (parts.get(part) ?? 0) + count);
		}
	}
	return [...parts].map(([part, nonzeros]) => ({ part, nonzeros })).sort((a, b) => b.nonzeros - a.nonzeros);
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
