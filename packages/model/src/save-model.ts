import { throwProblems } from '@alta-ts/diagnostics';
import { canonicalJson } from './canonical-json.js';
import type { Model } from './model.js';
import { descriptionOf } from './read-description.js';
import { packTensors } from './tensor-files.js';
import { encodeUtf8 } from './utf8.js';
import { validateModel } from './validate-model.js';
import { writeSafetensors } from './write-safetensors.js';

/** The files of a saved model. */
export type ModelFile = 'config.json' | 'layout.json' | 'model.safetensors';

/**
 * Turns a model into its files: `config.json` (format, name, architecture with its vocabulary, codec, certificate), `layout.json` (blocks
 * and sources) and `model.safetensors` (the tensors, sparse ones in parts). Equal models give equal bytes.
 *
 * @throws every problem of {@link validateModel}, at once: what is saved can be loaded.
 */
export function saveModel(model: Model): Record<ModelFile, Uint8Array> {
	throwProblems(validateModel(model));
	const packed = packTensors(model.tensors);
	return {
		'config.json': jsonFile(descriptionOf(model)),
		'layout.json': jsonFile(model.layout),
		'model.safetensors': writeSafetensors(packed.tensors, packed.metadata),
	};
}

function jsonFile(value: unknown): Uint8Array {
	return encodeUtf8(`${canonicalJson(value)}\n`);
}
