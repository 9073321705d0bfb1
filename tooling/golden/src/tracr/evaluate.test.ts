import { evaluateGraph } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { readTracrProgram } from './read-program.js';
import { isRecorded, recordedCases, recordedPrograms } from './recorded-tracr.js';
import { sameValues } from './same-values.js';

const cases = recordedCases('evaluate.json');
const programs = recordedPrograms();

describe.runIf(isRecorded('evaluate.json') && isRecorded('programs.json'))('programs of Tracr evaluate as recorded', () => {
	test('has cases', () => {
		expect(programs.flatMap(({ id }) => cases.get(id) ?? []).length).toBeGreaterThan(0);
	});

	for (const { id, program } of programs) {
		test.runIf(cases.has(id))(id, () => {
			const root = readTracrProgram(program);
			for (const { input, output, causalOutput } of cases.get(id) ?? []) {
				const [found, foundCausal] = [evaluateGraph(root, input), evaluateGraph(root, input, { causal: true })];
				expect({ input, found }).toSatisfy(() => output === undefined || sameValues(found, output));
				expect({ input, foundCausal }).toSatisfy(() => causalOutput === undefined || sameValues(foundCausal, causalOutput));
			}
		});
	}
});
