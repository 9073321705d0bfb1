import { compile } from '@alta-ts/compiler';
import { scan } from '@alta-ts/programs';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import type { Benchmark } from '../benchmark.js';
import { denseLayer, type Rows } from '../dense-layer.js';
import { layerStates } from '../layer-states.js';
import { milliseconds } from '../measure.js';

const COMMAND = 'jump twice';
const ACTIONS = 'I_JUMP I_JUMP';

/** One SCAN command through weights. */
export const scanThroughWeights: Benchmark = {
	name: 'scan-through-weights',
	task: `SCAN "${COMMAND}", 71 positions and 42 layers, through f32 weights on the reference backend`,
	peer: 'plain loops over dense weights, every zero multiplied, measured on the first layer and scaled',
	run: async () => {
		const model = compile(scan.program());
		const codec = scan.codec();
		const tokens = codec.encode(COMMAND);
		const backend = createReferenceBackend();
		const transformer = await createTransformer(model, backend);
		let layers = 0;
		const ours = await milliseconds(async () => {
			const [run] = await transformer.run([tokens]);
			const answer = codec.decode(run?.output ?? [], tokens);
			if (run?.halted !== true || answer !== ACTIONS) throw new Error(`"${COMMAND}" gave "${answer}".`);
			layers = run.layers;
		});
		backend.dispose();

		const [before, after] = await layerStates(model, tokens, 1);
		const config = model.config.stages[0]?.layers[0];
		if (before === undefined || after === undefined || config === undefined) throw new Error('internal: SCAN has no layer');
		const layer = denseLayer(model, config);
		let dense: Rows = before;
		const peer = await milliseconds(() => {
			dense = layer(before);
		});
		if (dense.data.some((number, index) => Math.abs(number - (after.data[index] ?? 0)) > 1e-3)) throw new Error('The dense layer differs.');
		return [{ quantity: 'time', ours, peer: peer * layers, recorded: 41_000 }];
	},
};
