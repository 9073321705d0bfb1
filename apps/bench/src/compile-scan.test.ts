import { compile } from '@alta-ts/compiler';
import { loadModel, modelSize, saveModel } from '@alta-ts/model';
import { paritySequentialRelative } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { dense } from './compile-scan.js';

test('a dense model is the same model with its zeros', () => {
	const model = compile(paritySequentialRelative.program());
	const written = loadModel(saveModel(dense(model)));
	const { parameters, nonzeros } = modelSize(model);
	expect(modelSize(written)).toEqual({ parameters, nonzeros, bytes: 4 * parameters });
	expect(written.config).toEqual(model.config);
});
