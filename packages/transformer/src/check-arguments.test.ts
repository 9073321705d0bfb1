import { isAltaError } from '@alta-ts/diagnostics';
import { createReferenceBackend } from '@alta-ts/tensor';
import { expect, test } from 'vitest';
import { createTransformer } from './index.js';
import { spread } from './testing/small-models.js';

const create: (...given: readonly unknown[]) => Promise<unknown> = (...given) => Reflect.apply(createTransformer, undefined, given);
const digits = {
	...spread,
	config: { ...spread.config, input: { kind: 'tokens' as const, tokens: ['1', '2'] } },
};

/** Calls a method of a transformer as JavaScript can, and returns what it refuses. */
async function refusal(method: 'run' | 'runMatrix', ...given: readonly unknown[]): Promise<string> {
	const model = method === 'run' ? digits : { ...spread, config: { ...spread.config, input: { kind: 'matrix' as const, columns: 3 } } };
	const transformer = await createTransformer(model, createReferenceBackend());
	return messageOf(async () => Reflect.apply(transformer[method], undefined, given));
}

async function messageOf(body: () => Promise<unknown>): Promise<string> {
	try {
		await body();
	} catch (error) {
		if (isAltaError(error)) return error.problems.map(({ code, what, fix }) => `${code}: ${what} ${fix}`).join('\n');
		throw error;
	}
	return 'nothing';
}

test('tokens that are no strings are refused with the token that was meant (ALTA6001)', async () => {
	expect(await refusal('run', [[1, '2', undefined]])).toBe(
		[
			'ALTA6001: A token is the number 1, not a string. Write "1", or another of these tokens.',
			'ALTA6001: A token is undefined, not a string. Write one of these tokens.',
		].join('\n'),
	);
});

test('a batch that is no list of inputs is refused (ALTA6003)', async () => {
	const fix = 'Call it as in `run([["1", "2"]])`.';
	expect(await refusal('run')).toBe(`ALTA6003: The batch is undefined, not a list. ${fix}`);
	expect(await refusal('run', '12')).toBe(`ALTA6003: The batch is the string "12", not a list. ${fix}`);
	expect(await refusal('run', [['1'], 2, '1'])).toBe(
		`ALTA6003: Input 1 is the number 2, not a list of tokens. ${fix}\nALTA6003: Input 2 is the string "1", not a list of tokens. ${fix}`,
	);
	expect(await refusal('runMatrix', [[1, 2, 3]])).toContain('ALTA6003: The input is an array, not an object of rows, columns and data.');
	expect(await refusal('runMatrix')).toContain('ALTA6003: The batch is undefined');
});

test('an unknown token of thousands of letters is told in few', async () => {
	expect(await refusal('run', [['x'.repeat(3000)]])).toContain(`ALTA6001: The model has no token "${'x'.repeat(39)}…".`);
});

test('options that do not exist, or are of another kind, are refused (ALTA6014)', async () => {
	expect(await refusal('run', [], { hook: [] })).toBe('ALTA6014: There is no option `hook`. Write `hooks`.');
	expect(await refusal('run', [], null)).toContain('ALTA6014: The options are null.');
	expect(await refusal('run', [], { hooks: { name: 'embedding', visit: () => {} } })).toContain(
		'ALTA6014: `hooks` is an object, not a list.',
	);
	expect(await refusal('run', [], { hooks: [{ name: 'embedding', apply: () => {} }], patch: [{ apply: () => {} }, 3] })).toMatch(
		/Entry 0 of `hooks` has no function `visit`.*\n.*Entry 0 of `patch` has no `name`.*\n.*Entry 1 of `patch` is the number 3/,
	);
	expect(await messageOf(async () => create(spread, createReferenceBackend(), { dtyp: 'f64' }))).toBe(
		'ALTA6014: There is no option `dtyp`. Write `dtype`.',
	);
});

test('something else than a model or a backend is refused (ALTA6014, ALTA5031)', async () => {
	expect(await messageOf(async () => create(Promise.resolve(spread), createReferenceBackend()))).toBe(
		'ALTA6014: The model is a promise. Await the promise.',
	);
	expect(await messageOf(async () => create())).toContain('ALTA6014: The model is undefined.');
	expect(await messageOf(async () => create(spread))).toContain('ALTA5031: The backend is undefined.');
	expect(await messageOf(async () => create(spread, Promise.resolve(createReferenceBackend())))).toBe(
		'ALTA5031: The backend is a promise. Await the promise.',
	);
});
