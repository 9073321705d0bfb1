import { describeInDType } from '@alta-ts/backend-kit/vitest';
import { createWebGpuBackend } from '@alta-ts/backend-webgpu';
import { createInterpreter } from '@alta-ts/interpreter';
import { createRandom, library } from '@alta-ts/programs';
import { expect, test } from 'vitest';
import { checkModel } from './check-model.js';
import type { SuiteCase } from './suite-case.js';

// All programs of the library are certified in f16 up to lengths beyond these.
const LONGEST = 16;

await describeInDType('WebGPU in f16', 'f16', createWebGpuBackend, () => {
	test.for(library)('$name answers as the interpreter does', { timeout: 300_000 }, async (task) => {
		const random = createRandom(83);
		const [program, generate, codec, oracle] = [task.program(), task.generate(), task.codec(), task.oracle()];
		const interpreter = createInterpreter(program);
		const cases = Array.from({ length: 8 }, (): SuiteCase => {
			const text = generate(random, { maxLength: LONGEST });
			const tokens = codec.encode(text);
			return { text, tokens, answer: oracle(text), run: interpreter.run(tokens) };
		});
		const backend = await createWebGpuBackend();
		const verdict = await checkModel(task, cases, backend, 'alta', 'f16');
		backend.dispose();
		expect(verdict.reason).toBeUndefined();
		expect(verdict.passed).toBe(verdict.cases);
		expect(verdict.cases).toBeGreaterThan(0);
	});
});
