import { createCpuBackend } from '@alta-ts/backend-cpu';
import { createInterpreter } from '@alta-ts/interpreter';
import { createRandom, library } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { checkModel } from './check-model.js';
import type { SuiteCase } from './suite-case.js';

/** How long inputs are, in units of the task, where the program sets no limit. */
const LONG = 100;

test.for(library)('$name on the CPU backend, up to its longest input', { timeout: 300_000 }, async (task) => {
	const random = createRandom(61);
	const [program, generate, codec, oracle] = [task.program(), task.generate(), task.codec(), task.oracle()];
	const interpreter = createInterpreter(program);
	const longest = task.maxLength() ?? LONG;
	const caseOf = (text: string): SuiteCase => {
		const tokens = codec.encode(text);
		return { text, tokens, answer: oracle(text), run: interpreter.run(tokens) };
	};
	const cases = [
		...Array.from({ length: 3 }, () => caseOf(generate(random, { minLength: Math.floor(longest / 2), maxLength: longest }))),
		...Array.from({ length: 9 }, () => caseOf(generate(random, { maxLength: longest }))),
	];
	const verdict = await checkModel(task, cases, createCpuBackend(), 'alta');
	expect(verdict.reason).toBeUndefined();
	expect(verdict.passed).toBe(verdict.cases);
	expect(verdict.cases).toBeGreaterThan(0);
});
