import type { Model } from '@alta-ts/model';
import { type OnnxOptions, toOnnx } from '@alta-ts/model/onnx';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** What the outside runtime gave for one sequence. */
export interface OnnxRun {
	/** One row of logits a position. */
	readonly logits: readonly (readonly number[])[];
	readonly output: readonly number[];
	readonly layers: number;
	readonly halted: boolean;
}

/** Exports a model of tokens and classes, and runs it in onnxruntime on a batch with at least one sequence. */
export async function runInOnnx(model: Model, batch: readonly (readonly string[])[], options: OnnxOptions): Promise<OnnxRun[]> {
	const session = await InferenceSession.create(toOnnx(model, options), { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
	const longest = Math.max(1, ...batch.map(({ length }) => length));
	const { input } = model.config;
	const vocabulary = input.kind === 'tokens' ? input.tokens : [];
	const ids = batch.flatMap((tokens) => Array.from({ length: longest }, (_, at) => BigInt(vocabulary.indexOf(tokens[at] ?? '')))); // Padding is −1.
	const outputs = await session.run({
		tokens: new Tensor('int64', BigInt64Array.from(ids), [batch.length, longest]),
		lengths: new Tensor('int64', BigInt64Array.from(batch, ({ length }) => BigInt(length)), [batch.length]),
	});
	await session.release();
	const numbers = (name: string): number[] => Array.from(outputs[name]?.data ?? [], Number);
	const [logits, output, layers, halted] = [numbers('logits'), numbers('output'), numbers('layers'), numbers('halted')];
	const columns = logits.length / (batch.length * longest);
	return batch.map((tokens, sequence) => ({
		logits: tokens.map((_, at) => logits.slice((sequence * longest + at) * columns, (sequence * longest + at + 1) * columns)),
		output: output.slice(sequence * longest, sequence * longest + tokens.length),
		layers: layers[sequence] ?? -1,
		halted: halted[sequence] === 1,
	}));
}
