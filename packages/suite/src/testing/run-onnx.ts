import type { Value } from '@alta-ts/core';
import type { Model, ReadoutConfig } from '@alta-ts/model';
import { type OnnxOptions, toOnnx } from '@alta-ts/model/onnx';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** What onnxruntime gave for one sequence, decoded. */
export interface OnnxRun {
	readonly output: readonly Value[];
	readonly layers: number;
	readonly halted: boolean;
}

/** Exports a model of tokens, and runs it in onnxruntime on a batch with at least one sequence. */
export async function runInOnnx(model: Model, batch: readonly (readonly string[])[], options: OnnxOptions): Promise<OnnxRun[]> {
	const session = await InferenceSession.create(toOnnx(model, options), {
		intraOpNumThreads: 1,
		interOpNumThreads: 1,
		logSeverityLevel: 4,
	});
	const { input, readout } = model.config;
	const vocabulary = input.kind === 'tokens' ? input.tokens : [];
	const columns = Math.max(1, ...batch.map(({ length }) => length));
	const ids = batch.flatMap((tokens) => Array.from({ length: columns }, (_, at) => BigInt(vocabulary.indexOf(tokens[at] ?? '')))); // Padding is −1.
	const outputs = await session.run({
		tokens: new Tensor('int64', BigInt64Array.from(ids), [batch.length, columns]),
		lengths: new Tensor(
			'int64',
			BigInt64Array.from(batch, ({ length }) => BigInt(length)),
			[batch.length],
		),
	});
	await session.release();
	const numbers = (name: string): number[] => Array.from(outputs[name]?.data ?? [], Number);
	const [layers, halted] = [numbers('layers'), numbers('halted')];
	const answers = decode(readout, numbers('output'), numbers('defined'));
	const each = readout.pool === 'none' ? columns : 1;
	return batch.map(({ length }, sequence) => ({
		output: answers.slice(sequence * each, sequence * each + (readout.pool === 'none' ? length : 1)),
		layers: layers[sequence] ?? -1,
		halted: halted[sequence] === 1,
	}));
}

function decode(readout: ReadoutConfig, output: readonly number[], defined: readonly number[]): Value[] {
	return defined.map((there, index) => {
		if (there === 0) return undefined;
		if (readout.kind === 'number') return output[index];
		if (readout.kind === 'classes') return readout.classes[output[index] ?? -1] ?? undefined;
		return new Set(readout.members.filter((_, member) => output[index * readout.members.length + member] === 1));
	});
}
