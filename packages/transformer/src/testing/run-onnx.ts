import type { Value } from '@alta-ts/core';
import type { Model, ReadoutConfig } from '@alta-ts/model';
import { type OnnxOptions, toOnnx } from '@alta-ts/model/onnx';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { DenseMatrix, TransformerRun } from '../transformer.js';

/** Exports a model of tokens, and runs it in onnxruntime on a batch with at least one sequence. */
export async function runInOnnx(model: Model, batch: readonly (readonly string[])[], options: OnnxOptions): Promise<TransformerRun[]> {
	const { input } = model.config;
	const vocabulary = input.kind === 'tokens' ? input.tokens : [];
	const columns = columnsOf(batch.map(({ length }) => length));
	const ids = batch.flatMap((tokens) => Array.from({ length: columns }, (_, at) => BigInt(vocabulary.indexOf(tokens[at] ?? '')))); // Padding is −1.
	const tokens = new Tensor('int64', BigInt64Array.from(ids), [batch.length, columns]);
	return runSession(
		model,
		{ tokens },
		batch.map(({ length }) => length),
		options,
	);
}

/** The same for a model whose input is rows of numbers. */
export async function runMatrixInOnnx(model: Model, batch: readonly DenseMatrix[], options: OnnxOptions): Promise<TransformerRun[]> {
	const columns = columnsOf(batch.map(({ rows }) => rows));
	const { width } = model.config;
	const numbers = batch.flatMap(({ data }) => Array.from({ length: columns * width }, (_, at) => data[at] ?? Number.NaN)); // Padding is NaN.
	const shape = [batch.length, columns, width];
	const isDouble = Object.values(model.tensors).some(({ dtype }) => dtype === 'f64');
	const matrix = isDouble
		? new Tensor('float64', Float64Array.from(numbers), shape)
		: new Tensor('float32', Float32Array.from(numbers), shape);
	return runSession(
		model,
		{ matrix },
		batch.map(({ rows }) => rows),
		options,
	);
}

/** Columns of the padded input: one for a batch of nothing but empty sequences. */
function columnsOf(lengths: readonly number[]): number {
	return Math.max(1, ...lengths);
}

async function runSession(
	model: Model,
	input: Record<string, Tensor>,
	lengths: readonly number[],
	options: OnnxOptions,
): Promise<TransformerRun[]> {
	const session = await InferenceSession.create(toOnnx(model, options), {
		intraOpNumThreads: 1,
		interOpNumThreads: 1,
		logSeverityLevel: 4,
	});
	try {
		const outputs = await session.run({
			...input,
			lengths: new Tensor('int64', BigInt64Array.from(lengths, BigInt), [lengths.length]),
		});
		const numbers = (name: string): number[] => Array.from(outputs[name]?.data ?? [], Number);
		const [layers, halted, logits, output, defined] = ['layers', 'halted', 'logits', 'output', 'defined'].map(numbers);
		const { readout } = model.config;
		const pooled = readout.pool !== 'none';
		const each = pooled ? 1 : columnsOf(lengths);
		const classes = (logits?.length ?? 0) / (lengths.length * each);
		return lengths.map((length, sequence) => {
			const rows = Array.from({ length: pooled ? 1 : length }, (_, at) => sequence * each + at);
			return {
				output: rows.map((row) => (defined?.[row] === 1 ? decode(readout, output ?? [], row) : undefined)),
				...(readout.kind === 'classes' ? { logits: rows.map((row) => logits?.slice(row * classes, (row + 1) * classes) ?? []) } : {}),
				layers: layers?.[sequence] ?? -1,
				halted: halted?.[sequence] === 1,
			};
		});
	} finally {
		await session.release();
	}
}

function decode(readout: ReadoutConfig, output: readonly number[], row: number): Value {
	if (readout.kind === 'number') return output[row];
	if (readout.kind === 'classes') return readout.classes[output[row] ?? -1] ?? undefined;
	return new Set(readout.members.filter((_, member) => output[row * readout.members.length + member] === 1));
}
