import type { LayerConfig, Model, Tensor } from '@alta-ts/model';

/** The model with weights of its own for every layer: layers that share a name, and so their weights, get names and copies. */
export function withCopiedWeights(model: Model): Model {
	const uses = new Map<string, number>();
	const copies: [string, string][] = [];
	const rename = (layer: LayerConfig): LayerConfig => {
		const use = uses.get(layer.name) ?? 0;
		uses.set(layer.name, use + 1);
		if (use === 0) return layer;
		const name = `${layer.name}.copy.${use}`;
		copies.push([layer.name, name]);
		return { ...layer, name };
	};
	const stages = model.config.stages.map((stage) => ({ ...stage, layers: stage.layers.map(rename) }));
	const tensors: Record<string, Tensor> = { ...model.tensors };
	for (const [from, to] of copies)
		for (const [name, tensor] of Object.entries(model.tensors))
			for (const part of ['.attention.', '.mlp.']) if (name.startsWith(`${from}${part}`)) tensors[to + name.slice(from.length)] = tensor;
	return { ...model, config: { ...model.config, stages }, tensors };
}
