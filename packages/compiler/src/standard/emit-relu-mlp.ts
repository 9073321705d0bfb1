import type { MlpConfig } from '@alta-ts/model';
import type { Affine } from '../affine.js';
import { affineKey, scaled, sum, term } from '../affine.js';
import type { Context } from '../context.js';
import { matrix, vector } from '../matrix.js';
import { coordinateFacts } from './coordinate-facts.js';
import type { ReluNetwork } from './relu-network.js';
import type { StandardSetting } from './setting.js';

/** Units that a later block still needs: each has a scratch coordinate until the last block has erased it. */
export function scratchUnits({ units, blocks }: ReluNetwork): readonly number[] {
	return units.flatMap((unit, index) => (unit.block < blocks - 1 ? [index] : []));
}

/** Makes the tensors of a network, one MLP for each of its blocks. */
export function emitReluMlp(
	context: Context,
	setting: StandardSetting,
	prefixes: readonly string[],
	network: ReluNetwork,
): readonly MlpConfig[] {
	const slots = new Map(scratchUnits(network).map((unit, slot) => [network.width + unit, setting.scratch + slot]));
	const inResidual = ({ bias, terms }: Affine): Affine => ({
		bias,
		terms: new Map([...terms].map(([index, weight]) => [slots.get(index) ?? index, weight])),
	});
	return prefixes.map((prefix, index) => {
		const block = hiddenLayer(setting);
		const isLast = index === network.blocks - 1;
		network.units.forEach((unit, i) => {
			const slot = slots.get(network.width + i);
			if (unit.block !== index || slot === undefined) return;
			for (const { inputs, weight } of unit.parts) block.add(slot, block.unit(inResidual(inputs), unit.source), weight, unit.source);
		});
		if (isLast) addContributions(context, network, slots, inResidual, block);
		return block.emit(context, prefix);
	});
}

function addContributions(
	context: Context,
	network: ReluNetwork,
	slots: ReadonlyMap<number, number>,
	inResidual: (amount: Affine) => Affine,
	block: HiddenLayerBuilder,
): void {
	const facts = coordinateFacts(context);
	for (const { coordinate, amount, source } of network.contributions) {
		for (const [index, weight] of amount.terms) {
			const unit = network.units[index - network.width];
			const slot = slots.get(index);
			if (unit !== undefined && slot === undefined) {
				for (const part of unit.parts)
					block.add(coordinate, block.unit(inResidual(part.inputs), unit.source), weight * part.weight, source);
				continue;
			}
			const from = slot ?? index;
			block.add(coordinate, block.unit(term(from), source), weight, source);
			if (slot === undefined && !((facts[index]?.min ?? -1) >= 0))
				block.add(coordinate, block.unit(term(from, -1), source), -weight, source);
		}
		block.addBias(coordinate, amount.bias, source);
	}
	for (const [index, slot] of slots) {
		const source = network.units[index - network.width]?.source ?? -1;
		block.add(slot, block.unit(term(slot), source), -1, source);
	}
}

/** The hidden layer of one block under construction. */
interface HiddenLayerBuilder {
	/** The index of the unit max(0, inputs). */
	unit(inputs: Affine, source: number): number;
	/** Adds a unit, times a weight, to a coordinate. */
	add(coordinate: number, unit: number, weight: number, source: number): void;
	addBias(coordinate: number, amount: number, source: number): void;
	/** Makes the tensors. */
	emit(context: Context, prefix: string): MlpConfig;
}

/** An empty hidden layer. At the sink all its units will be 0, and so what they add. */
function hiddenLayer({ sink }: StandardSetting): HiddenLayerBuilder {
	const units: { readonly inputs: Affine; readonly sources: Set<number> }[] = [];
	const outputs: { readonly coordinate: number; readonly unit: number; readonly weight: number; readonly source: number }[] = [];
	const biases: { readonly coordinate: number; readonly amount: number; readonly source: number }[] = [];
	const known = new Map<string, number>();
	const self: HiddenLayerBuilder = {
		unit: (inputs, source) => {
			const key = affineKey(inputs);
			const index = known.get(key) ?? units.push({ inputs, sources: new Set() }) - 1;
			known.set(key, index);
			units[index]?.sources.add(source);
			return index;
		},
		add: (coordinate, unit, weight, source) => {
			outputs.push({ coordinate, unit, weight, source });
		},
		addBias: (coordinate, amount, source) => {
			if (amount === 0) return;
			biases.push({ coordinate, amount, source });
			if (sink !== undefined) self.add(coordinate, self.unit(term(sink), source), -amount, source);
		},
		emit: (context, prefix) => {
			const { layout, tensors } = context;
			const unitSources = units.map(({ sources }) => context.sources.shared(sources));
			const first = matrix(context, layout.width, units.length);
			units.forEach(({ inputs }, column) => {
				for (const [coordinate, weight] of offAtSink(sink, inputs).terms) first.add(coordinate, column, weight, unitSources[column]);
			});
			const second = matrix(context, units.length, layout.width);
			for (const { coordinate, unit, weight, source } of outputs) second.add(unit, coordinate, weight, source);
			const bias = new Array<number>(layout.width).fill(0);
			const sources = new Array<number>(layout.width).fill(-1);
			for (const { coordinate, amount, source } of biases) {
				bias[coordinate] = (bias[coordinate] ?? 0) + amount;
				sources[coordinate] = source;
			}
			tensors[`${prefix}.0.weight`] = first.build();
			tensors[`${prefix}.0.bias`] = vector(
				context,
				units.map(({ inputs }) => inputs.bias),
				unitSources,
			);
			tensors[`${prefix}.1.weight`] = second.build();
			tensors[`${prefix}.1.bias`] = vector(context, bias, sources);
			return { activation: 'relu', hidden: [units.length] };
		},
	};
	return self;
}

/** The sink is zero but for its own coordinate, so that a unit is on there only by its bias. */
function offAtSink(sink: number | undefined, inputs: Affine): Affine {
	return sink === undefined || inputs.bias <= 0 ? inputs : sum(inputs, scaled(term(sink), -inputs.bias));
}
