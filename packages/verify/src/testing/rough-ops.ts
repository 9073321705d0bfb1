import {
	type AddOp,
	type ArgmaxOp,
	type AttentionHead,
	type AttentionOp,
	activations,
	type DType,
	type GatherOp,
	type HaltOp,
	isSparse,
	type LinearOp,
	type Op,
	rounding,
	type SparseMatrix,
	type Tensor,
	type TensorData,
	visibleKeys,
} from '@alta-ts/tensor';

/** The tensors of a run by name. */
export type RoughRun = Map<string, Tensor | SparseMatrix>;

/** A dense tensor of a run. */
export function dense(run: RoughRun, name: string): Tensor {
	const tensor = run.get(name);
	if (tensor === undefined || isSparse(tensor)) throw new RangeError(`no dense tensor "${name}"`);
	return tensor;
}

/** Runs one op, rounding after every step. */
export function runRoughly(op: Op, run: RoughRun): void {
	if (op.op === 'gather') gather(op, run);
	else if (op.op === 'linear') linear(op, run);
	else if (op.op === 'attention') attention(op, run);
	else if (op.op === 'add') add(op, run);
	else if (op.op === 'argmax') argmax(op, run);
	else if (op.op === 'halt') halt(op, run);
	else throw new RangeError(`no compiled model needs ${op.op}`);
}

function rounderOf(dtype: DType): (x: number) => number {
	return rounding(dtype) ?? (dtype === 'f32' ? Math.fround : (x) => x);
}

function rowOf(matrix: Tensor | SparseMatrix, row: number): readonly (readonly [column: number, value: number])[] {
	const columns = matrix.shape[1] ?? 0;
	if (!isSparse(matrix)) return Array.from(matrix.data.subarray(row * columns, (row + 1) * columns), (value, column) => [column, value]);
	const [from, to] = [matrix.rowStarts[row] ?? 0, matrix.rowStarts[row + 1] ?? 0];
	return Array.from({ length: to - from }, (_, entry) => [matrix.columns[from + entry] ?? 0, matrix.values[from + entry] ?? 0]);
}

function gather(op: GatherOp, run: RoughRun): void {
	const table = run.get(op.table) ?? dense(run, op.table);
	const columns = table.shape[1] ?? 0;
	const { data } = dense(run, op.out);
	data.fill(0);
	for (const [row, index] of dense(run, op.indices).data.entries())
		for (const [column, value] of rowOf(table, index)) data[row * columns + column] = value;
}

/** The bias comes last, and inputs from the last to the first. */
function linear(op: LinearOp, run: RoughRun): void {
	const weight = run.get(op.weight) ?? dense(run, op.weight);
	const [inputs = 0, outputs = 0] = weight.shape;
	const { data, shape } = dense(run, op.x);
	const out = dense(run, op.out);
	const round = rounderOf(out.dtype);
	const bias = op.bias === undefined ? undefined : dense(run, op.bias).data;
	for (let row = 0; row < (shape[0] ?? 0); row++) {
		const sums = new Float64Array(outputs);
		for (let input = inputs - 1; input >= 0; input--) {
			const factor = data[row * inputs + input] ?? 0;
			if (factor === 0) continue;
			for (const [column, value] of rowOf(weight, input)) sums[column] = round((sums[column] ?? 0) + round(factor * value));
		}
		const activate = activations[op.activation];
		out.data.set(
			sums.map((sum, column) => round(activate(round(sum + (bias?.[column] ?? 0))))),
			row * outputs,
		);
	}
}

function attention(op: AttentionOp, run: RoughRun): void {
	const starts = dense(run, op.starts).data;
	dense(run, op.out).data.fill(0);
	for (const head of op.heads)
		for (let sequence = 0; sequence + 1 < starts.length; sequence++)
			attend(op, head, run, [starts[sequence] ?? 0, starts[sequence + 1] ?? 0]);
}

function attend(op: AttentionOp, head: AttentionHead, run: RoughRun, [start, end]: readonly [number, number]): void {
	const round = rounderOf(dense(run, op.out).dtype);
	const bias = head.offsetBias === undefined ? undefined : dense(run, head.offsetBias).data;
	const see = visibleKeys(head.offsets);
	const seen = new Int32Array(end - start);
	for (let row = start; row < end; row++) {
		const query = part(run, op.query, row, head.keyColumns);
		const keys: Key[] = [];
		for (const position of seen.subarray(0, see(row - start, end - start, seen)).toReversed()) {
			const key = part(run, op.key, start + position, head.keyColumns);
			let product = 0;
			for (const [column, entry] of query.entries()) product = round(product + round(entry * (key[column] ?? 0)));
			const added = bias?.[start + position - row + (bias.length - 1) / 2] ?? 0;
			const score = round(round(head.scale * product) + added);
			if (score !== Number.NEGATIVE_INFINITY) keys.push({ value: part(run, op.value, start + position, head.valueColumns), score });
		}
		const weighed = weigh(head, keys, nullValue(head, run, op, start, end), round);
		const out = part(run, op.out, row, head.valueColumns);
		for (const column of out.keys())
			out[column] = weighed.reduce((sum, { value, weight }) => round(sum + round(weight * (value?.[column] ?? 0))), 0);
	}
}

/** A key that a query sees; without a value it is zero. */
interface Key {
	readonly value: TensorData | undefined;
	readonly score: number;
}

interface Weighed {
	readonly value: TensorData | undefined;
	readonly weight: number;
}

function weigh(
	head: AttentionHead,
	keys: readonly Key[],
	nullValue: TensorData | undefined,
	round: (x: number) => number,
): readonly Weighed[] {
	const logit = head.null?.logit;
	if (head.kind === 'hard') throw new RangeError('no compiled model chooses a key by hard attention');
	if (head.kind !== 'softmax') {
		const shares = keys.map(({ value, score }) => ({ value, weight: round(score - (logit ?? 0)) }));
		const kept = head.kind === 'relu' ? shares.map(({ value, weight }) => ({ value, weight: Math.max(0, weight) })) : shares;
		return kept.every(({ weight }) => weight === 0) ? [{ value: nullValue, weight: 1 }] : kept;
	}
	const all = logit === undefined ? keys : [...keys, { value: nullValue, score: round(logit) }];
	const largest = Math.max(...all.map(({ score }) => score));
	const shares = all.map(({ value, score }) => ({ value, weight: round(Math.exp(round(score - largest))) }));
	const total = shares.reduce((sum, { weight }) => round(sum + weight), 0);
	return shares.map(({ value, weight }) => ({ value, weight: round(weight / total) })).filter(({ weight }) => weight !== 0);
}

function nullValue(
	{ null: key, valueColumns }: AttentionHead,
	run: RoughRun,
	op: AttentionOp,
	start: number,
	end: number,
): TensorData | undefined {
	if (key === undefined || key.value === 'zero') return undefined;
	if ('vector' in key.value) return dense(run, key.value.vector).data;
	return key.value.position < end - start ? part(run, op.value, start + key.value.position, valueColumns) : undefined;
}

/** Some columns of a row, in place. */
function part(run: RoughRun, name: string, row: number, [from, to]: readonly [number, number]): TensorData {
	const { data, shape } = dense(run, name);
	const columns = shape[1] ?? 0;
	return data.subarray(row * columns + from, row * columns + to);
}

function add(op: AddOp, run: RoughRun): void {
	const { data: a, shape, dtype } = dense(run, op.a);
	const [round, b] = [rounderOf(dtype), dense(run, op.b).data];
	const sums = a.map((entry, index) => round(entry + (b[index] ?? 0)));
	if (op.unless !== undefined && op.starts !== undefined) {
		const starts = dense(run, op.starts).data;
		const columns = shape[1] ?? 0;
		for (const [sequence, flag] of dense(run, op.unless).data.entries()) {
			const from = (starts[sequence] ?? 0) * columns;
			if (flag !== 0) sums.set(a.subarray(from, (starts[sequence + 1] ?? 0) * columns), from);
		}
	}
	dense(run, op.out).data.set(sums);
}

function argmax(op: ArgmaxOp, run: RoughRun): void {
	const { data, shape } = dense(run, op.x);
	const [rows = 0, columns = 0] = shape;
	for (let row = 0; row < rows; row++) {
		const entries = data.subarray(row * columns, (row + 1) * columns);
		dense(run, op.out).data[row] = Math.max(0, entries.indexOf(Math.max(...entries)));
	}
}

function halt(op: HaltOp, run: RoughRun): void {
	const starts = dense(run, op.starts).data;
	const limits = dense(run, op.limits).data;
	const passes = dense(run, op.passes).data;
	const flags = dense(run, op.out).data;
	const tests = op.tests === undefined ? undefined : dense(run, op.tests);
	const columns = tests?.shape[1] ?? 0;
	for (const [sequence, flag] of flags.entries()) {
		if (flag !== 0) continue;
		passes[sequence] = (passes[sequence] ?? 0) + 1;
		const own = tests?.data.subarray((starts[sequence] ?? 0) * columns, (starts[sequence + 1] ?? 0) * columns);
		if (own?.every((entry) => entry > 0) === true) flags[sequence] = 1;
		else if ((passes[sequence] ?? 0) >= (limits[sequence] ?? 0)) flags[sequence] = 2;
	}
}
