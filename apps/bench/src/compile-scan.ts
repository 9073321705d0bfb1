import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@alta-ts/compiler';
import { type Model, saveModel } from '@alta-ts/model';
import { scan } from '@alta-ts/programs';
import { denseTensor } from './dense-tensor.js';

/** How weights are kept and saved: without their zeros, or with all of them. */
export type Storage = 'sparse' | 'dense';

/** Compiles SCAN from its source and writes the model into a folder. */
export function compileScan(storage: Storage, folder: string): void {
	const model = compile(scan.program());
	for (const [name, bytes] of Object.entries(saveModel(storage === 'sparse' ? model : dense(model))))
		writeFileSync(join(folder, name), bytes);
}

/** The same model with every zero written out. */
export function dense(model: Model): Model {
	const tensors = Object.entries(model.tensors).map(([name, tensor]) => [name, denseTensor(tensor)] as const);
	return { ...model, tensors: Object.fromEntries(tensors) };
}
