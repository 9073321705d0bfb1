import { createCpuBackend } from '@alta-ts/backend-cpu';
import { compile } from '@alta-ts/compiler';
import { createInterpreter } from '@alta-ts/interpreter';
import { type ScanExample, scan } from '@alta-ts/programs';
import type { Backend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';

/** How many commands run together. */
const BATCH = 64;

/**
 * Runs commands of SCAN through the weights, compiled in f32, on a backend, which is disposed.
 *
 * @returns a sentence for each command whose answer is not that of the data set, or whose layers are not those of the interpreter.
 */
export async function wrongCommands(examples: readonly ScanExample[], backend: Backend = createCpuBackend()): Promise<readonly string[]> {
	const program = scan.program();
	const codec = scan.codec();
	const interpreter = createInterpreter(program);
	const transformer = await createTransformer(compile(program, { dtype: 'f32' }), backend);
	const wrong: string[] = [];
	for (let start = 0; start < examples.length; start += BATCH) {
		const batch = examples.slice(start, start + BATCH);
		const inputs = batch.map(({ command }) => codec.encode(command));
		const runs = await transformer.run(inputs);
		for (const [index, { command, actions }] of batch.entries()) {
			const tokens = inputs[index] ?? [];
			const run = runs[index];
			const answer = codec.decode(run?.output ?? [], tokens);
			if (answer !== actions) wrong.push(`"${command}" gave "${answer}" instead of "${actions}"`);
			const { layers } = interpreter.run(tokens);
			if (run?.halted !== true || run.layers !== layers) wrong.push(`"${command}" took ${run?.layers} layers instead of ${layers}`);
		}
	}
	backend.dispose();
	return wrong;
}
