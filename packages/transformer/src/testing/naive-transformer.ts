import type { HeadConfig, LayerConfig, Model } from '@alta-ts/model';
import { toDense } from '@alta-ts/model';

type Rows = number[][];

/** What a sequence gave. */
export interface NaiveRun {
	readonly columns: Rows;
	readonly layers: number;
	readonly halted: boolean;
}

/**
 * Runs one sequence of a model the way a textbook would write it down, with lists of lists: an independent account of what a transformer does,
 * for tests to compare with. Sums are taken in the order the reference backend takes them, because rounding decides which of two scores wins
 * where they would be equal.
 */
export function runNaively(model: Model, tokens: readonly string[], maxLayers = 65_536): NaiveRun {
	const { input, stages } = model.config;
	const tokenTable = matrixOf(model, 'embedding.token');
	const positionTable = matrixOf(model, 'embedding.position');
	const lead = input.kind === 'tokens' && input.sink !== undefined ? [input.tokens.length] : [];
	const ids = tokens.map((token) => (input.kind === 'tokens' ? input.tokens.indexOf(token) : 0));
	let x: Rows = [...lead, ...ids].map((id, position) => {
		const row = tokenTable[id] ?? [];
		return row.map((each, column) => each + (positionTable[position]?.[column] ?? 0));
	});
	const answer = (): Rows => readOut(model, x).slice(lead.length);
	let layers = 0;
	let halted = true;
	for (const { layers: configs, repeat } of stages) {
		const atMost = typeof repeat === 'number' ? repeat : (repeat.atMost ?? Number.POSITIVE_INFINITY);
		let met = typeof repeat === 'number';
		for (let pass = 0; pass < atMost; pass++) {
			const counted = configs.filter((config) => config.continues !== true).length;
			if (layers + counted > maxLayers) return { columns: answer(), layers, halted: false };
			for (const config of configs) x = runLayer(model, config, x);
			layers += counted;
			if (typeof repeat !== 'number' && affine(model, x, repeat.until.name).every((row) => row.every((test) => test > 0))) {
				met = true;
				break;
			}
		}
		halted &&= met;
	}
	return { columns: answer(), layers, halted };
}

function readOut(model: Model, x: Rows): Rows {
	const { readout } = model.config;
	if (readout.kind !== 'classes' || !readout.tied) return affine(model, x, 'readout');
	const table = matrixOf(model, 'embedding.token');
	const bias = vectorOf(model, 'readout.bias');
	return x.map((row) => table.map((embedding, token) => dot(row, embedding, bias[token])));
}

function runLayer(model: Model, layer: LayerConfig, residual: Rows): Rows {
	let x = residual;
	if (layer.attention !== undefined) {
		const read = layer.norm === 'before' ? normalise(model, x, `${layer.name}.attention`) : x;
		const gathered = layer.attention.heads.map((head) => attend(model, head, `${layer.name}.attention.${head.name}`, read));
		const outputs = layer.attention.heads.flatMap((head) => matrixOf(model, `${layer.name}.attention.${head.name}.output`));
		const sum = x.map((row, position) => {
			const all = gathered.flatMap((each) => each[position] ?? []);
			return row.map((each, column) => each + dot(all, columnOf(outputs, column)));
		});
		x = layer.norm === 'after' ? normalise(model, sum, `${layer.name}.attention`) : sum;
	}
	if (layer.mlp !== undefined) {
		const { activation, hidden } = layer.mlp;
		let units = layer.norm === 'before' ? normalise(model, x, `${layer.name}.mlp`) : x;
		for (let index = 0; index <= hidden.length; index++) {
			units = affine(model, units, `${layer.name}.mlp.${index}`);
			if (index < hidden.length) units = units.map((row) => row.map((unit) => activate(activation, unit)));
		}
		const sum = x.map((row, position) => row.map((each, column) => each + (units[position]?.[column] ?? 0)));
		x = layer.norm === 'after' ? normalise(model, sum, `${layer.name}.mlp`) : sum;
	}
	return x;
}

function activate(name: string, x: number): number {
	if (name === 'relu') return Math.max(0, x);
	if (name === 'clipped-relu') return Math.min(1, Math.max(0, x));
	return name === 'tanh' ? Math.tanh(x) : x;
}

function attend(model: Model, head: HeadConfig, prefix: string, x: Rows): Rows {
	const project = (name: string): Rows => {
		const weight = matrixOf(model, `${prefix}.${name}`);
		const bias = vectorOf(model, `${prefix}.${name}.bias`);
		const columns = name === 'value' ? head.valueWidth : head.keyWidth;
		return x.map((row) => Array.from({ length: columns }, (_, column) => dot(row, columnOf(weight, column), bias[column])));
	};
	const [queries, keys, values] = [project('query'), project('key'), project('value')];
	return queries.map((query, i) => {
		const seen = keys.flatMap((key, j) => {
			const offset = j - i;
			const { offsets, offsetBias } = head;
			if (offsets !== undefined) {
				if ('length' in offsets && !offsets.includes(offset)) return [];
				if (!('length' in offsets) && (offset < (offsets.from ?? offset) || offset > (offsets.to ?? offset))) return [];
			}
			const bias = offsetBias === undefined ? 0 : (offsetBias[offset + (offsetBias.length - 1) / 2] ?? 0);
			return [{ score: head.scale * dot(query, key) + bias, value: values[j] ?? [] }];
		});
		return combine(head, seen, nullValue(model, head, prefix, values));
	});
}

function nullValue(model: Model, head: HeadConfig, prefix: string, values: Rows): readonly number[] {
	const value = head.null?.value ?? 'zero';
	if (value === 'zero') return [];
	return value === 'vector' ? vectorOf(model, `${prefix}.null`) : (values[value.position] ?? []);
}

interface Seen {
	readonly score: number;
	readonly value: readonly number[];
}

function combine(head: HeadConfig, seen: readonly Seen[], nullValue: readonly number[]): number[] {
	const virtual: Seen[] = head.null === undefined ? [] : [{ score: head.null.logit, value: nullValue }];
	const sum = (pairs: readonly Seen[], weight: (score: number) => number): number[] =>
		Array.from({ length: head.valueWidth }, (_, column) =>
			pairs.reduce((total, { score, value }) => total + weight(score) * (value[column] ?? 0), 0),
		);
	const all = [...seen, ...virtual];
	const largest = Math.max(...all.map(({ score }) => score));
	if (head.kind === 'softmax') {
		const total = [...virtual, ...seen].reduce((each, { score }) => each + Math.exp(score - largest), 0);
		return sum(all, (score) => Math.exp(score - largest)).map((each) => (all.length === 0 ? 0 : each / total));
	}
	if (head.kind === 'hard') return sum(all.filter(({ score }) => score === largest).slice(0, 1), () => 1);
	const logit = head.null?.logit ?? 0;
	const weight = (score: number): number => (head.kind === 'relu' ? Math.max(0, score - logit) : score - logit);
	return seen.some(({ score }) => weight(score) !== 0) ? sum(seen, weight) : sum(virtual, () => 1);
}

function normalise(model: Model, x: Rows, prefix: string): Rows {
	const gain = vectorOf(model, `${prefix}.norm.gain`);
	const bias = vectorOf(model, `${prefix}.norm.bias`);
	return x.map((row) => {
		const mean = row.reduce((a, b) => a + b, 0) / row.length;
		const variance = row.reduce((total, each) => total + (each - mean) ** 2, 0) / row.length;
		return row.map((each, column) => ((each - mean) / Math.sqrt(variance + 1e-5)) * (gain[column] ?? 0) + (bias[column] ?? 0));
	});
}

function affine(model: Model, x: Rows, prefix: string): Rows {
	const weight = matrixOf(model, `${prefix}.weight`);
	const bias = vectorOf(model, `${prefix}.bias`);
	return x.map((row) => bias.map((each, column) => dot(row, columnOf(weight, column), each)));
}

function dot(a: readonly number[], b: readonly number[], bias = 0): number {
	return a.reduce((total, each, index) => total + each * (b[index] ?? 0), bias);
}

function columnOf(matrix: Rows, column: number): number[] {
	return matrix.map((row) => row[column] ?? 0);
}

function matrixOf(model: Model, name: string): Rows {
	const tensor = model.tensors[name];
	if (tensor === undefined) return [];
	const { shape, data } = toDense(tensor);
	const [rows = 0, columns = 0] = shape;
	return Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns)));
}

function vectorOf(model: Model, name: string): number[] {
	const tensor = model.tensors[name];
	return tensor === undefined ? [] : Array.from(toDense(tensor).data);
}
