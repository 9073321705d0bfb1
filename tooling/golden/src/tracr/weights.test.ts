import { compile } from '@alta-ts/compiler';
import { type GraphValue, lower } from '@alta-ts/rasp';
import { createReferenceBackend } from '@alta-ts/tensor';
import { verify } from '@alta-ts/verify';
import { describe, expect, test } from 'vitest';
import { randomInputs } from './random-inputs.js';
import { readTracrProgram } from './read-program.js';
import { isRecorded, recordedCases, recordedPrograms } from './recorded-tracr.js';

const cases = recordedCases('evaluate.json');

// `lowered.test.ts` compares the programs with evaluation, this one the weights with the programs.
describe.runIf(isRecorded('programs.json'))('weights of programs of Tracr do what the programs do', () => {
	for (const { id, program, vocabulary, maxLength } of recordedPrograms()) {
		for (const length of [maxLength, 50]) {
			test(`${id}, up to ${length} tokens`, async () => {
				const { program: lowered } = lower(readTracrProgram(program), { name: id, vocabulary, maxLength: length });
				const model = compile(lowered);
				expect(model.certificate?.guarantee).toBe('exact');
				const recorded = (cases.get(id) ?? []).map(({ input }) => input).filter((input) => input.length <= length);
				const generated = randomInputs<GraphValue>(vocabulary, length, length === maxLength ? 500 : 60);
				const inputs = [...recorded, ...generated].map((input) => input.map(String));
				const backend = createReferenceBackend();
				const { differences, first } = await verify(lowered, model, inputs, { backend });
				backend.dispose();
				expect({ differences, first }).toEqual({ differences: 0, first: null });
			});
		}
	}
});
