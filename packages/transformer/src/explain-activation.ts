import { coordinateNames, type End, type Explainer, type NamedWeight, type Place, type Source } from '@alta-ts/model';
import type { BlockSnapshot, LayerSnapshot } from './layer-snapshot.js';

/** What a coordinate or a unit held at one position of a layer, and what made it so. */
export interface ActivationExplanation {
	readonly name: string;
	readonly value: number;
	/** For a coordinate: what it held before the layer. */
	readonly before?: number;
	/** For a coordinate: what embeddings, heads and units added to it; parts that added nothing are left out. */
	readonly added: readonly Addition[];
	/** For a unit: what it is there for, and what it read. */
	readonly unit?: ActiveUnit;
}

/** Something that was added to a coordinate. */
export interface Addition {
	/** The name of the token, position, head or unit. */
	readonly by: string;
	readonly amount: number;
	/** What put the weight there. */
	readonly sources: readonly Source[];
	/** The unit, if it is one. */
	readonly unit?: ActiveUnit;
	/** The rules that held, as closely as the units that are on tell; empty if it is no unit. */
	readonly held: readonly Source[];
}

/** A unit with what it computed. */
export interface ActiveUnit {
	readonly name: string;
	readonly value: number;
	/** The rules, conditions or heads it is there for. */
	readonly sources: readonly Source[];
	/** Everything it reads; its bias comes from `1`. */
	readonly reads: readonly ReadNumber[];
}

/** A number that a unit read. */
export interface ReadNumber {
	readonly name: string;
	readonly weight: number;
	readonly value: number;
	/** The unit it comes from, if it is one. */
	readonly unit?: ActiveUnit;
}

/** A position in a layer of a run. */
export interface ActivationPlace {
	readonly explainer: Explainer;
	readonly snapshot: LayerSnapshot;
	/** The input. */
	readonly tokens: readonly string[];
	readonly position: number;
}

/**
 * Says why a part of a model held what it did: what was added, and which rules and conditions held. A head is explained by what it added to each
 * coordinate; of a unit of another layer than that of the snapshot, and of single weights, there is nothing to say.
 */
export function explainActivation(at: ActivationPlace, place: Place): readonly ActivationExplanation[] {
	switch (place.kind) {
		case 'coordinate':
			return [explainCoordinate(at, place.end)];
		case 'unit': {
			const unit = unitAt(at, place.end.name);
			return unit === undefined ? [] : [{ name: unit.name, value: unit.value, added: [], unit }];
		}
		case 'head':
			return at.snapshot.blocks.flatMap((block) => (block.config.name === place.layer ? explainHead(at, block, place.head.name) : []));
		case 'weight':
			return [];
	}
}

function explainCoordinate(at: ActivationPlace, end: End): ActivationExplanation {
	const { explainer, snapshot, position } = at;
	const weights = explainer.graph.into(end);
	const { width } = explainer.model.config;
	const added = snapshot.layer === 0 ? embedded(at, weights) : snapshot.blocks.flatMap((block) => addedBy(at, block, end.index, weights));
	const residual = (rows: Float64Array): number => rows[position * width + end.index] ?? 0;
	return {
		name: end.name,
		value: residual(snapshot.after),
		before: residual(snapshot.before),
		added: added.filter(({ amount }) => amount !== 0),
	};
}

/** What a head added to the coordinates it can add to. */
function explainHead(at: ActivationPlace, { config, parts }: BlockSnapshot, head: string): readonly ActivationExplanation[] {
	const output = parts.get(`attention.${head}`);
	const names = coordinateNames(at.explainer.model.layout);
	if (output === undefined) return [];
	return names.flatMap((name, index) => {
		const reached = at.explainer.graph
			.into({ kind: 'coordinate', name, index })
			.some(({ tensor }) => tensor === `${config.name}.attention.${head}.output`);
		const value = output.data[at.position * output.columns + index] ?? 0;
		return reached ? [{ name: `${head} › ${name}`, value, added: [] }] : [];
	});
}

function embedded({ explainer, position, tokens }: ActivationPlace, weights: readonly NamedWeight[]): readonly Addition[] {
	const lead = explainer.model.config.input.kind === 'tokens' && explainer.model.config.input.sink !== undefined ? 1 : 0;
	return weights.flatMap(({ from, value, sources }) => {
		const isHere = from.kind === 'token' ? from.name === tokens[position] : from.kind === 'position' && from.index === position + lead;
		return isHere ? [{ by: `${from.kind} ${from.name}`, amount: value, sources, held: [] }] : [];
	});
}

function addedBy(
	at: ActivationPlace,
	{ config, parts }: BlockSnapshot,
	coordinate: number,
	weights: readonly NamedWeight[],
): readonly Addition[] {
	const heads = (config.attention?.heads ?? []).map(({ name }): Addition => {
		const own = `${config.name}.attention.${name}`;
		const sources = weights.filter(({ tensor }) => tensor === `${own}.output`).flatMap((weight) => weight.sources);
		return {
			by: own,
			amount: parts.get(`attention.${name}`)?.data[at.position * at.explainer.model.config.width + coordinate] ?? 0,
			sources,
			held: [],
		};
	});
	const last = `${config.name}.mlp.${config.mlp?.hidden.length ?? 0}`;
	const units = weights.flatMap(({ tensor, from, value, sources }): readonly Addition[] => {
		if (tensor === `${last}.bias`) return [{ by: 'bias', amount: value, sources, held: [] }];
		const isOn = tensor === `${last}.weight` && (valueOfUnit(at, from.name) ?? 0) !== 0;
		const unit = isOn ? unitAt(at, from.name) : undefined;
		return unit === undefined ? [] : [{ by: unit.name, amount: value * unit.value, sources, unit, held: heldRules(unit, sources) }];
	});
	return [...heads, ...units];
}

/**
 * Which of some rules held: those that the unit shares with the units it reads that are on, as long as these are there for fewer. No two rules that
 * write a variable hold together, so the fewest are the closest.
 */
function heldRules(unit: ActiveUnit, among: readonly Source[]): readonly Source[] {
	const rules = among.filter(({ rule }) => rule !== undefined);
	const closer = unit.reads.flatMap(({ unit: read, value, weight }) => {
		const shared = value > 0 && weight > 0 && read !== undefined ? read.sources.filter((source) => rules.includes(source)) : [];
		return read === undefined || shared.length === 0 ? [] : [heldRules(read, shared)];
	});
	return closer.reduce((fewest, each) => (each.length < fewest.length ? each : fewest), rules);
}

function unitAt(at: ActivationPlace, name: string): ActiveUnit | undefined {
	const value = valueOfUnit(at, name);
	if (value === undefined) return undefined;
	const end = { kind: 'unit', name, index: indexIn(name) } as const;
	const weights = at.explainer.graph.into(end);
	return {
		name,
		value,
		sources: [...new Set(weights.flatMap(({ sources }) => sources))],
		reads: weights.map((weight) => readBy(at, name, weight)),
	};
}

function readBy(at: ActivationPlace, reader: string, { from, value: weight }: NamedWeight): ReadNumber {
	if (from.kind === 'one') return { name: from.name, weight, value: 1 };
	const unit = from.kind === 'unit' ? unitAt(at, from.name) : undefined;
	if (unit !== undefined) return { name: from.name, weight, value: unit.value, unit };
	return { name: from.name, weight, value: residualRead(at, reader, from.index) };
}

/** What the MLP of a unit found in a coordinate. */
function residualRead({ snapshot, position }: ActivationPlace, unit: string, coordinate: number): number {
	const block = snapshot.blocks.find(({ config }) => unit.startsWith(`${config.name}.mlp.`));
	const residual = block?.parts.get('afterAttention');
	return residual?.data[position * residual.columns + coordinate] ?? 0;
}

function valueOfUnit({ snapshot, position }: ActivationPlace, name: string): number | undefined {
	for (const { config, parts } of snapshot.blocks) {
		const [, hidden] = name.startsWith(`${config.name}.mlp.`) ? (/\.mlp\.(\d+)\[\d+\]$/.exec(name) ?? []) : [];
		const activation = hidden === undefined ? undefined : parts.get(`mlp.hidden.${hidden}`);
		if (activation !== undefined) return activation.data[position * activation.columns + indexIn(name)] ?? 0;
	}
	return undefined;
}

function indexIn(name: string): number {
	return Number(/\[(\d+)\]$/.exec(name)?.[1] ?? 0);
}
