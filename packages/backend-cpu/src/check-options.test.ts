import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { createCpuBackend } from './create-cpu-backend.js';

function refusal(options: unknown): readonly string[] {
	try {
		Reflect.apply(createCpuBackend, undefined, [options]).dispose();
		return [];
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return error.problems.map(({ code, what, why, fix }) => `${code}: ${what} ${why} ${fix}`);
	}
}

test('options that do not exist, or have values they cannot have, are refused all at once (ALTA5051)', () => {
	expect(refusal({ kernels: 'wasm2', thread: 2, memoryBytes: 2 ** 33 })).toEqual([
		'ALTA5051: The option kernels is the string "wasm2". It is "auto" or "javascript". Give it such a value, or leave it out.',
		'ALTA5051: There is no option thread. The options are kernels, memoryBytes, threads. Write threads.',
		'ALTA5051: The option memoryBytes is the number 8589934592. It is a number of bytes, from 1 to 4 GiB. Give it such a value, or leave it out.',
	]);
	for (const threads of [0, 1.5, '2', Number.NaN]) expect(refusal({ threads })).toHaveLength(1);
	expect(refusal(null)).toEqual([expect.stringContaining('ALTA5051: The options are null.')]);
	expect(refusal({ toString: 1 })).toEqual([expect.stringContaining('There is no option toString.')]);
});

test('absent options, and the largest values, are taken', () => {
	expect(refusal({ kernels: undefined, memoryBytes: 2 ** 32, threads: undefined })).toEqual([]);
	expect(refusal({ kernels: 'javascript', memoryBytes: 2 ** 32 })).toEqual([]);
});
