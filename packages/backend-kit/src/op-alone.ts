import type { Backend, BufferType, Op, Plan, SparseMatrix, Tensor } from '@alta-ts/tensor';
import { isSparse, withScope } from '@alta-ts/tensor';

/** Tensors by name. */
export type Tensors = ReadonlyMap<string, Tensor | SparseMatrix>;

/** The names of what an op reads. */
export function operandsOf(op: Op): readonly string[] {
	const listed = (...refs: readonly (string | undefined)[]): readonly string[] => refs.filter((ref) => ref !== undefined);
	switch (op.op) {
		case 'gather':
			return [op.table, op.indices];
		case 'linear':
			return listed(op.x, op.weight, op.bias);
		case 'attention':
			return [op.query, op.key, op.value, op.starts, ...op.heads.flatMap((head) => listed(head.offsetBias, vectorOf(head.null?.value)))];
		case 'add':
			return listed(op.a, op.b, op.unless, op.starts);
		case 'layer-norm':
			return listed(op.x, op.gain, op.bias, op.unless, op.starts);
		case 'softmax':
		case 'argmax':
			return [op.x];
		case 'halt':
			return listed(op.tests, op.starts, op.limits);
	}
}

/**
 * Runs one op of a plan by itself, on operands from anywhere, and returns what it writes. The buffers that it writes are zero before.
 *
 * @param tensors all inputs of the plan and all operands of the op
 */
export async function runAlone(backend: Backend, plan: Plan, op: Op, tensors: Tensors): Promise<ReadonlyMap<string, Tensor>> {
	const types: Readonly<Record<string, BufferType>> = { ...plan.buffers, ...plan.inputs };
	const reads = operandsOf(op);
	const constants = [...tensors].filter(([name]) => reads.includes(name) && Object.hasOwn(plan.constants, name));
	const inputs = new Map<string, Tensor>();
	for (const name of [...Object.keys(plan.inputs), ...reads]) {
		const tensor = tensors.get(name);
		if (!Object.hasOwn(plan.constants, name) && tensor !== undefined && !isSparse(tensor)) inputs.set(name, tensor);
	}
	const out = written(op.out);
	const writes = op.op === 'halt' ? { ...op, out, passes: written(op.passes) } : { ...op, out };
	const names = op.op === 'halt' ? [op.out, op.passes] : [op.out];
	const alone: Plan = {
		name: plan.name,
		constants: Object.fromEntries(constants),
		inputs: Object.fromEntries([...inputs.keys()].map((name) => [name, typeOf(types, name)])),
		buffers: Object.fromEntries(names.map((name) => [written(name), typeOf(types, name)])),
		outputs: names.map(written),
		steps: [writes],
	};
	return withScope(backend, async (scope) => {
		const executable = await scope.prepare(alone);
		const buffers = [...inputs].map(([name, tensor]) => [name, scope.upload(tensor, name)] as const);
		const { outputs } = await scope.run(executable, Object.fromEntries(buffers));
		const results = new Map<string, Tensor>();
		for (const name of names) {
			const buffer = outputs[written(name)];
			if (buffer !== undefined) results.set(name, await backend.read(buffer));
		}
		return results;
	});
}

/** The buffer an op writes to when it runs alone. What it overwrites in its plan may be an operand here. */
function written(name: string): string {
	return `${name} (written)`;
}

function typeOf(types: Readonly<Record<string, BufferType>>, name: string): BufferType {
	const type = types[name];
	if (type === undefined) throw new RangeError(`the plan has no buffer "${name}"`);
	return type;
}

function vectorOf(value: 'zero' | { readonly vector: string } | { readonly position: number } | undefined): string | undefined {
	return typeof value === 'object' && 'vector' in value ? value.vector : undefined;
}
