import { categorical, defineProgram, type Profile } from '@alta-ts/core';
import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import { compile } from './compile.js';
import type { CompileOptions } from './options.js';

const same = defineProgram({
	name: 'same',
	tokens: ['a', 'b'],
	variables: { letter: categorical(['a', 'b'], { byToken: 'itself' }) },
	mlp() {},
	output: 'letter',
	layers: 1,
});

/** What is said about options that a type check would not let through. */
function refusals(options: CompileOptions): readonly string[] {
	try {
		compile(same, options);
		return [];
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return error.problems.map(({ code, what, why, fix }) => `${code} ${what} ${why} ${fix}`);
	}
}

test('names that an option does not take are ALTA4023, all of them at once, with those that it takes', () => {
	expect(refusals(JSON.parse('{ "target": "x", "dtype": "f8", "without": ["sharing", "nope", "livenes"] }'))).toEqual([
		'ALTA4023 `target` cannot be "x". There is alta, standard. Write one of these.',
		'ALTA4023 `dtype` cannot be "f8". There is f64, f32, f16, bf16. Write one of these.',
		expect.stringMatching(/^ALTA4023 `without` cannot be "nope"\. There is profile, .*, ordinals\. Write one of these\.$/),
		expect.stringMatching(/^ALTA4023 `without` cannot be "livenes"\. .* Write liveness\.$/),
	]);
	expect(refusals({ target: 'alta', dtype: 'bf16', without: ['sharing'] })).toEqual([]);
});

test('a profile of no inputs is ALTA4023', () => {
	const nothing: Profile = { inputs: 0, digest: '811c9dc5', unfinished: 0, values: new Map([['letter', []]]), fired: [[[]]] };
	expect(refusals({ profile: nothing })).toEqual([expect.stringContaining('ALTA4023 The profile is of no inputs.')]);
	expect(refusals({ profile: { ...nothing, inputs: 1, values: new Map([['letter', ['a']]]) } })).toEqual([]);
});
