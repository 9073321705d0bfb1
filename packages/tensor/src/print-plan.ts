import type { BufferType, Op, Plan, Step } from './plan.js';
import { printShape } from './shape.js';
import { isSparse } from './sparse-matrix.js';

/**
 * Lists a plan for people: its tensors, then its steps, indented where they repeat.
 *
 * @example
 * ```ts
 * import { type BufferType, type Plan, printPlan } from '@alta-ts/tensor';
 * const rows: BufferType = { dtype: 'f32', shape: ['rows', 2] };
 * const plan: Plan = {
 *   name: 'twice', constants: {}, inputs: { x: rows }, buffers: { y: rows }, outputs: ['y'],
 *   steps: [{ op: 'add', label: 'sum', a: 'x', b: 'x', out: 'y' }],
 * };
 * printPlan(plan).split('\n'); // => ['plan twice', '  input    x: f32 [rows, 2]', '  buffer   y: f32 [rows, 2]', '  sum: y = x + x', '  output   y']
 * ```
 */
export function printPlan(plan: Plan): string {
	const constants = Object.entries(plan.constants).map(([name, constant]) => {
		const entries = isSparse(constant) ? `, ${constant.values.length} entries` : '';
		return `  constant ${name}: ${printType(constant)}${entries}`;
	});
	return [
		`plan ${plan.name}`,
		...constants,
		...Object.entries(plan.inputs).map(([name, type]) => `  input    ${name}: ${printType(type)}`),
		...Object.entries(plan.buffers).map(([name, type]) => `  buffer   ${name}: ${printType(type)}`),
		...plan.steps.flatMap((step) => printStep(step, '  ')),
		...plan.outputs.map((name) => `  output   ${name}`),
	].join('\n');
}

function printType({ dtype, shape }: BufferType): string {
	return `${dtype} ${printShape(shape)}`;
}

function printStep(step: Step, indent: string): string[] {
	if (step.op !== 'repeat') return [`${indent}${step.label}: ${printOp(step)}`, ...headLines(step, `${indent}  `)];
	const until = step.until === undefined ? '' : `until ${step.until}, `;
	return [
		`${indent}${step.label}: repeat ${until}at most ${step.atMost} times`,
		...step.steps.flatMap((each) => printStep(each, `${indent}  `)),
	];
}

function printOp(op: Op): string {
	switch (op.op) {
		case 'gather':
			return `${op.out} = ${op.table}[${op.indices}]`;
		case 'linear': {
			const sum = `${op.x} · ${op.weight}${op.bias === undefined ? '' : ` + ${op.bias}`}`;
			return `${op.out} = ${op.activation === 'none' ? sum : `${op.activation}(${sum})`}`;
		}
		case 'attention':
			return `${op.out} = attention(${op.query}, ${op.key}, ${op.value}; ${op.starts})`;
		case 'add':
			return `${op.out} = ${op.a} + ${op.b}${printUnless(op.unless)}`;
		case 'layer-norm':
			return `${op.out} = layer-norm(${op.x}) · ${op.gain} + ${op.bias}${printUnless(op.unless)}`;
		case 'softmax':
		case 'argmax':
			return `${op.out} = ${op.op}(${op.x})`;
		case 'halt':
			return `${op.out}, ${op.passes} = halt(${op.tests ?? 'never'}; ${op.starts}, ${op.limits})`;
	}
}

function printUnless(flags: string | undefined): string {
	return flags === undefined ? '' : ` unless ${flags}`;
}

function headLines(op: Op, indent: string): string[] {
	if (op.op !== 'attention') return [];
	return op.heads.map(({ name, kind, keyColumns, valueColumns, scale, offsets, offsetBias, ...head }) => {
		const parts = [`${kind}, keys ${keyColumns.join('–')}, values ${valueColumns.join('–')}, scale ${scale}`];
		if (offsets !== undefined)
			parts.push('length' in offsets ? `offsets ${offsets.join(' ')}` : `offsets ${offsets.from ?? ''}…${offsets.to ?? ''}`);
		if (offsetBias !== undefined) parts.push(`bias ${offsetBias}`);
		if (head.null !== undefined) parts.push(`null ${head.null.logit} ${printNull(head.null.value)}`);
		return `${indent}head ${name}: ${parts.join(', ')}`;
	});
}

function printNull(value: 'zero' | { readonly vector: string } | { readonly position: number }): string {
	if (value === 'zero') return 'zero';
	return 'vector' in value ? value.vector : `position ${value.position}`;
}
