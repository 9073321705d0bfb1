import { createInterpreter } from '@alta-ts/interpreter';
import { evaluateGraph, type GraphValue, lower } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { randomInputs } from './random-inputs.js';
import { readTracrProgram } from './read-program.js';
import { isRecorded, recordedCases, recordedPrograms } from './recorded-tracr.js';
import { sameValues } from './same-values.js';

const cases = recordedCases('evaluate.json');
const programs = recordedPrograms();

describe.runIf(isRecorded('programs.json'))('programs of Tracr lower to programs that give what evaluation gives', () => {
	for (const { id, program, vocabulary, maxLength } of programs) {
		for (const causal of [false, true]) {
			test(`${id}${causal ? ', causal' : ''}`, () => {
				const root = readTracrProgram(program);
				const { program: lowered, decode, cost } = lower(root, { name: id, vocabulary, maxLength, causal });
				const withHeads = lowered.stages.flatMap(({ layers }) => layers.filter(({ heads }) => heads.length > 0));
				expect(withHeads.length).toBeLessThanOrEqual(cost.merged.layers);
				const { run } = createInterpreter(lowered);
				const recorded = (cases.get(id) ?? []).map(({ input }) => input).filter((input) => input.length <= maxLength);
				for (const input of [...recorded, ...randomInputs<GraphValue>(vocabulary, maxLength, 500)]) {
					const expected = evaluateGraph(root, input, { causal });
					const found = run(input.map(String)).output.map(decode);
					expect({ input, found }).toSatisfy(() => sameValues(found, expected));
				}
			});
		}
	}
});
