import { evaluateGraph, type SOp } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { randomInputs } from './random-inputs.js';
import { readTracrProgram } from './read-program.js';
import { isRecorded, type RecordedCompilation, recordedCompilations, recordedPrograms } from './recorded-tracr.js';
import { sameValues } from './same-values.js';
import { throughWeights } from './through-weights.js';

const programs = new Map(recordedPrograms().map((each) => [each.id, each.program]));

/** How long inputs are beside the recorded length. */
const LONG = 50;

// What the recorded models answer is theirs: `rasp`, the answer of the recorded evaluator, is what a model should give.
describe.runIf(isRecorded('compiled.json') && isRecorded('programs.json'))('compiled programs of Tracr answer as the evaluator', () => {
	const compilations = recordedCompilations();

	test('has cases', () => {
		expect(compilations.flatMap(({ cases }) => cases).length).toBeGreaterThan(0);
	});

	for (const recorded of compilations) {
		const root = rootOf(recorded);
		const { vocabulary, maxLength, causal, cases, id } = recorded;
		for (const length of new Set([maxLength, Math.max(maxLength, LONG)])) {
			test.runIf(root !== undefined)(`${id}: recorded inputs and 500 others, up to ${length} tokens`, async () => {
				if (root === undefined) return;
				const inputs = [...cases.map(({ input }) => input), ...randomInputs(vocabulary, length, 500)];
				const found = await throughWeights(root, { name: id, vocabulary, maxLength: length, causal }, inputs);
				expect(found).toEqual({ guarantee: 'exact', wrong: [] });
			});
		}
	}
});

describe.runIf(isRecorded('compiled.json') && isRecorded('programs.json'))('the evaluator answers as it is recorded beside models', () => {
	for (const recorded of recordedCompilations()) {
		const root = rootOf(recorded);
		test.runIf(root !== undefined)(recorded.id, () => {
			if (root === undefined) return;
			for (const { input, answer } of recorded.cases) {
				const found = evaluateGraph(root, input, { causal: recorded.causal });
				expect({ input, found }).toSatisfy(() => sameValues(found, answer));
			}
		});
	}
});

/** The program of a compilation. `length` and `frac_prevs` were compiled for other tokens than they were recorded with. */
function rootOf({ id }: RecordedCompilation): SOp | undefined {
	const [name = id] = id.split('__');
	const program = programs.get(name);
	if (program !== undefined) return readTracrProgram(program);
	const ofL = name === 'frac_prevs' ? programs.get('frac_prevs_l') : undefined;
	return ofL === undefined ? undefined : readTracrProgram(JSON.parse(JSON.stringify(ofL).replaceAll('"l"', '"x"')));
}
