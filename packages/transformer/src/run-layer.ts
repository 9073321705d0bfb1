import type { AttentionConfig, LayerConfig, MlpConfig } from '@alta-ts/model';
import { type Buffer, type Scope, withScope } from '@alta-ts/tensor';
import { afterBlock, type BlockPlace, blockPrefix } from './activation-names.js';
import { output, readNumbers, runForOne, uploadIntegers, uploadRows } from './device.js';
import { headValues } from './plan-attention.js';
import { planAdd, planAttended, planAttentionOutput, planHeads, planMlpLinear } from './plan-layer.js';
import type { Sublayer } from './plan-residual.js';
import type { RunContext } from './run-context.js';

/**
 * Runs one block of a layer piece by piece, so that hooks and patches get at what flows between the pieces. Sequences that are not `running` are left as
 * they are.
 *
 * @returns the new residual stream, which the caller disposes; or the given one, where the block is empty.
 */
export async function runLayer(
	context: RunContext,
	place: BlockPlace,
	config: LayerConfig,
	residual: Buffer,
	running: readonly boolean[],
): Promise<Buffer> {
	return withScope(context.device.backend, async (scope) => {
		const prefix = blockPrefix(place);
		const piece: Piece = {
			context,
			config,
			prefix,
			running,
			scope,
			flags: uploadIntegers(scope, frozenFlags(running), 'flags'),
		};
		const attended =
			config.attention === undefined
				? residual
				: await addUp(piece, 'attention', residual, await attentionOf(piece, config.attention, residual));
		const afterAttention = await seen(piece, 'afterAttention', attended, context.width);
		const updated =
			config.mlp === undefined ? afterAttention : await addUp(piece, 'mlp', afterAttention, await mlpOf(piece, config.mlp, afterAttention));
		const afterUpdates = await showActivation(context, scope, afterBlock(place), updated, context.width, running);
		return scope.take(afterUpdates);
	});
}

interface Piece {
	readonly context: RunContext;
	readonly config: LayerConfig;
	readonly prefix: string;
	readonly running: readonly boolean[];
	readonly scope: Scope;
	readonly flags: Buffer;
}

function frozenFlags(running: readonly boolean[]): Int32Array {
	return Int32Array.from(running, (runs) => (runs ? 0 : 1));
}

async function attentionOf(piece: Piece, attention: AttentionConfig, residual: Buffer): Promise<Buffer> {
	const { context, config, scope } = piece;
	const { device, weights } = context;
	const attend = await device.prepared(`${config.name}.attended`, () => planAttended(weights, config, attention));
	const attended = await runForOne(attend, { residual, starts: context.starts }, scope);
	const project = await device.prepared(`${config.name}.output`, () => planAttentionOutput(weights, config, attention));
	const total = await runForOne(project, { attended }, scope);
	const change = await headChanges(piece, attention, attended);
	return seen(piece, 'attention', change === undefined ? total : await addNumbers(piece, total, change), context.width);
}

/** Shows what each head adds; returns by how much patches changed the sum of all heads, if they did. */
async function headChanges(piece: Piece, attention: AttentionConfig, attended: Buffer): Promise<Float64Array | undefined> {
	const { context, config, prefix, running, scope } = piece;
	const { device, weights, watch, width } = context;
	const wanted = attention.heads.map((head) => watch.wants(`${prefix}.attention.${head.name}`));
	if (!wanted.includes(true)) return undefined;
	const split = await device.prepared(`${config.name}.heads`, () => planHeads(weights, config, attention));
	const { outputs: contributions } = await scope.run(split, { attended });
	let change: Float64Array | undefined;
	for (const [index, { head }] of headValues(attention).entries()) {
		if (wanted[index] !== true) continue;
		const before = await readNumbers(device, output(contributions, String(index)));
		const after = before.slice();
		if (!watch.see(`${prefix}.attention.${head.name}`, after, width, running)) continue;
		change ??= new Float64Array(after.length);
		for (const [entry, number] of after.entries()) change[entry] = (change[entry] ?? 0) + number - (before[entry] ?? 0);
	}
	return change;
}

async function addNumbers({ context, scope }: Piece, total: Buffer, change: Float64Array): Promise<Buffer> {
	const numbers = await readNumbers(context.device, total);
	const sum = numbers.map((number, entry) => number + (change[entry] ?? 0));
	return uploadRows(context.device, scope, sum, context.batch.rows, context.width, total.label);
}

async function mlpOf(piece: Piece, mlp: MlpConfig, residual: Buffer): Promise<Buffer> {
	const { context, config, scope } = piece;
	let x = residual;
	for (const [index, columns] of [...mlp.hidden, context.width].entries()) {
		const linear = await context.device.prepared(`${config.name}.mlp.${index}`, () => planMlpLinear(context.weights, config, mlp, index));
		x = await seen(piece, index < mlp.hidden.length ? `mlp.hidden.${index}` : 'mlp', await runForOne(linear, { x }, scope), columns);
	}
	return x;
}

async function addUp(
	{ context, config, scope, flags }: Piece,
	sublayer: Sublayer,
	residual: Buffer,
	contribution: Buffer,
): Promise<Buffer> {
	const add = await context.device.prepared(`${config.name}.${sublayer}.add`, () => planAdd(context.weights, config, sublayer));
	return runForOne(add, { residual, contribution, starts: context.starts, flags }, scope);
}

/** Shows an activation to hooks and patches; returns the buffer with the patches in it. */
async function seen({ context, prefix, running, scope }: Piece, part: string, buffer: Buffer, columns: number): Promise<Buffer> {
	return showActivation(context, scope, `${prefix}.${part}`, buffer, columns, running);
}

/** Shows an activation to hooks and patches; returns the buffer itself, or a new one of the scope with the patches in it. */
export async function showActivation(
	context: RunContext,
	scope: Scope,
	name: string,
	buffer: Buffer,
	columns: number,
	running: readonly boolean[],
): Promise<Buffer> {
	const { device, watch, batch } = context;
	if (!watch.wants(name)) return buffer;
	const data = await readNumbers(device, buffer);
	return watch.see(name, data, columns, running) ? uploadRows(device, scope, data, batch.rows, columns, buffer.label) : buffer;
}
