import { createCpuBackend } from '@alta-ts/backend-cpu';
import { compile } from '@alta-ts/compiler';
import { addition, paritySequentialRelative, type Task } from '@alta-ts/programs';
import { createTransformer } from '@alta-ts/transformer';
import { expect, test } from 'vitest';

/** Runs a text through weights on a backend that has only so many bytes. */
async function runWithin(task: Task, text: string, memoryBytes: number): Promise<{ readonly answer: string; readonly halted: boolean }> {
	const backend = createCpuBackend({ memoryBytes });
	const transformer = await createTransformer(compile(task.program(), { dtype: 'f32' }), backend);
	const tokens = task.codec().encode(text);
	const [run] = await transformer.run([tokens]);
	backend.dispose();
	return { answer: task.codec().decode(run?.output ?? [], tokens), halted: run?.halted === true };
}

const bits = (count: number): string => Array.from({ length: count }, (_, index) => (index % 3 === 0 ? '0' : '1')).join(' ');
const digits = (count: number, seed: number): string => Array.from({ length: count }, (_, index) => ((index * 7 + seed) % 9) + 1).join('');

test.each([5000, 10_000])('parity of %i bits, within memory that grows with the length', { timeout: 300_000 }, async (count) => {
	const text = bits(count);
	const right = paritySequentialRelative.oracle()(text);
	expect(await runWithin(paritySequentialRelative, text, 2 ** 18 + 800 * count)).toEqual({ answer: right, halted: true });
});

test.each([100, 200])('addition of numbers of %i digits, within memory that grows with the length', { timeout: 300_000 }, async (count) => {
	const text = `${digits(count, 3)}+${digits(count, 5)}`;
	const right = addition.oracle()(text);
	expect(await runWithin(addition, text, 2 ** 18 + 6400 * count)).toEqual({ answer: right, halted: true });
});
