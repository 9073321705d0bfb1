import { attend } from './attention/attention.js';
import type { Context } from './context.js';
import { emitMlp } from './mlp/emit-mlp.js';
import { buildCircuit } from './mlp/mlp.js';
import type { Target } from './target.js';

/** The architecture of the ALTA paper: a layer is attention with relative masks, and an MLP with three hidden layers of clipped units. */
export function altaTarget(context: Context): Target {
	return {
		context,
		buildLayer: (name, layer, path, again) => {
			const circuit = buildCircuit(context, layer, path);
			return [
				{
					name,
					norm: 'none',
					...(layer.heads.length === 0 ? {} : { attention: attend(context, name, layer.heads, path, again) }),
					...(circuit === undefined ? {} : { mlp: emitMlp(context, `${name}.mlp`, circuit) }),
				},
			];
		},
	};
}
