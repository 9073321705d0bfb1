import { compile } from '@alta-ts/compiler';
import { type GraphValue, lower } from '@alta-ts/rasp';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import { describe, expect, test } from 'vitest';
import { readTracrProgram } from './read-program.js';
import { isRecorded, type RecordedCompilation, recordedCompilations, recordedPrograms } from './recorded-tracr.js';
import { sameValues } from './same-values.js';

const programs = new Map(recordedPrograms().map((each) => [each.id, each.program]));

// What the recorded models answer is theirs: `rasp`, the answer of the recorded evaluator, is what a model should give.
describe.runIf(isRecorded('compiled.json') && isRecorded('programs.json'))('compiled programs of Tracr answer as the evaluator', () => {
	const compilations = recordedCompilations();

	test('has cases', () => {
		expect(compilations.flatMap(({ cases }) => cases).length).toBeGreaterThan(0);
	});

	for (const recorded of compilations) {
		const root = rootOf(recorded);
		test.runIf(root !== undefined)(recorded.id, async () => {
			if (root === undefined) return;
			const { vocabulary, maxLength, causal, cases, id } = recorded;
			const { program, decode } = lower(root, { name: id, vocabulary, maxLength, causal });
			const backend = createReferenceBackend();
			const transformer = await createTransformer(compile(program), backend);
			const inputs = cases.map(({ input }) => input.map(String));
			const runs = await transformer.run(inputs);
			const answers = runs.map(({ output }) => output.map(decode));
			transformer.dispose();
			backend.dispose();
			for (const [at, { answer }] of cases.entries())
				expect({ input: inputs[at], found: answers[at] }).toSatisfy(() => isClose(answers[at], answer));
		});
	}
});

/** Weights are in f32, so that numbers are compared with six digits. */
function isClose(found: readonly GraphValue[] | undefined, expected: readonly GraphValue[]): boolean {
	return found !== undefined && sameValues(found, expected, 1e-6);
}

/** The program of a compilation. `length` and `frac_prevs` were compiled for other tokens than they were recorded with. */
function rootOf({ id }: RecordedCompilation): ReturnType<typeof readTracrProgram> | undefined {
	const [name = id] = id.split('__');
	const program = programs.get(name);
	if (program !== undefined) return readTracrProgram(program);
	const ofL = name === 'frac_prevs' ? programs.get('frac_prevs_l') : undefined;
	return ofL === undefined ? undefined : readTracrProgram(JSON.parse(JSON.stringify(ofL).replaceAll('"l"', '"x"')));
}
