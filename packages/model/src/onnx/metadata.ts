import { canonicalJson } from '../canonical-json.js';
import { coordinateNames } from '../coordinates.js';
import type { Model } from '../model.js';

/** The format tag of this version of the files. */
const ONNX_FORMAT = 'alta-onnx/1';

/** What a file says about its model, each entry but the first two as JSON. */
export function onnxMetadata({ name, config, layout, codec, certificate }: Model, maxLayers: number): Record<string, string> {
	const json: Readonly<Record<string, unknown>> = {
		tokens: config.input.kind === 'tokens' ? config.input.tokens : undefined,
		readout: config.readout,
		coordinates: coordinateNames(layout),
		maxLength: config.maxLength,
		maxLayers,
		codec,
		certificate,
	};
	const entries = Object.entries(json).flatMap(([key, value]) => (value === undefined ? [] : [[key, canonicalJson(value)]]));
	return { format: ONNX_FORMAT, name, ...Object.fromEntries(entries) };
}
