import { compile } from '@alta-ts/compiler';
import { evaluateGraph, type GraphValue, lower, RaspError, type SOp, tokens } from '@alta-ts/rasp';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import { describe, expect, test } from 'vitest';
import { randomInputs } from './random-inputs.js';
import { readTracrProgram } from './read-program.js';
import { isRecorded, recordedErrors, recordedInterfaceErrors } from './recorded-tracr.js';
import { throughWeights } from './through-weights.js';

const errors = recordedErrors();

// Tracr refuses most of these for how they are encoded or combined, which our lowering decides by itself.
describe.runIf(isRecorded('errors.json'))('what Tracr refuses, or misses, becomes weights that answer as the evaluator', () => {
	test('has cases', () => {
		expect(errors.length).toBeGreaterThan(0);
	});

	for (const { id, program, vocabulary, maxLength, failing } of errors) {
		test(id, async () => {
			const root = readTracrProgram(program);
			const inputs = [[], ...randomInputs<GraphValue>(vocabulary, maxLength, 500)].filter((input) => failureOf(root, input) === undefined);
			const found = await throughWeights(root, { name: id, vocabulary, maxLength }, inputs);
			expect(found).toEqual({ guarantee: 'exact', wrong: [] });
		});

		if (failing === undefined) continue;
		test(`${id}: evaluation fails where it is recorded to`, () => {
			expect(failureOf(readTracrProgram(program), failing)).toMatch(/^ALTA05/);
		});
	}
});

/** What ours does where Tracr's interfaces are recorded with an error: an answer, or a code. There is no token for the beginning or for padding. */
const interfaces: Readonly<Record<string, { readonly vocabulary: string; readonly input: string; readonly gives: string }>> = {
	bos_in_vocab: { vocabulary: '1 BOS', input: 'BOS 1', gives: 'BOS 1' },
	pad_in_vocab: { vocabulary: '1 PAD', input: 'PAD 1', gives: 'PAD 1' },
	missing_bos: { vocabulary: '1 2', input: '1 2', gives: '1 2' },
	too_long: { vocabulary: '1 2', input: '1 2 1 2 1', gives: 'ALTA6002' },
	unknown_token: { vocabulary: '1 2', input: '9', gives: 'ALTA6001' },
	empty_input: { vocabulary: '1 2', input: '', gives: '' },
	bos_only: { vocabulary: '1 2', input: '', gives: '' },
};

describe.runIf(isRecorded('errors.json'))('errors of interfaces', () => {
	for (const id of recordedInterfaceErrors()) {
		const given = interfaces[id];
		test.runIf(given !== undefined)(id, async () => {
			if (given === undefined) return;
			expect(await outcome(split(given.vocabulary), split(given.input))).toBe(given.gives);
		});
	}
});

function split(text: string): readonly string[] {
	return text === '' ? [] : text.split(' ');
}

/** The code of the problem that evaluation has with an input. */
function failureOf(root: SOp, input: readonly GraphValue[]): string | undefined {
	try {
		evaluateGraph(root, input);
		return undefined;
	} catch (error) {
		if (error instanceof RaspError) return error.problems[0]?.code;
		throw error;
	}
}

/** What weights answer that hand on their tokens, up to four of them, or the code of the problem. */
async function outcome(vocabulary: readonly string[], input: readonly string[]): Promise<string> {
	const { program, decode } = lower(tokens(), { name: 'tokens', vocabulary, maxLength: 4 });
	const backend = createReferenceBackend();
	const transformer = await createTransformer(compile(program), backend);
	try {
		const [run] = await transformer.run([input]);
		return (run?.output ?? []).map(decode).join(' ');
	} catch (error) {
		return /ALTA\d{4}/.exec(String(error))?.[0] ?? String(error);
	} finally {
		transformer.dispose();
		backend.dispose();
	}
}
