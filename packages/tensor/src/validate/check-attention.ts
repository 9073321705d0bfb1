import { describeValue } from '@alta-ts/diagnostics';
import type { AttentionHead, AttentionOp } from '../plan.js';
import type { DType } from '../tensor.js';
import type { Operand } from './operands.js';
import type { StepChecker } from './step-checker.js';

/** Checks an attention step: its tensors, then each head. */
export function checkAttention(op: AttentionOp, checker: StepChecker): void {
	const query = checker.reads('query', op.query, { dtype: 'float', shape: ['rows', undefined] });
	const dtype = query?.dtype ?? 'float';
	checker.reads('key', op.key, { dtype, shape: query?.shape ?? ['rows', undefined] });
	const value = checker.reads('value', op.value, { dtype, shape: ['rows', undefined] });
	checker.reads('starts', op.starts, { dtype: 'i32', shape: ['sequences+1'], role: 'input' });
	checker.writes('out', op.out, { dtype, shape: value?.shape ?? ['rows', undefined] }, [op.query, op.key, op.value]);
	checkRanges(checker, op.heads, 'keyColumns', query);
	checkRanges(checker, op.heads, 'valueColumns', value);
	for (const [index, head] of op.heads.entries()) {
		if (head.name === '' || op.heads.findIndex(({ name }) => name === head.name) !== index) {
			checker.report(
				'ALTA5008',
				`Head ${index} has the name "${head.name}", which is empty or another head's.`,
				'Errors tell heads apart by name.',
				'Give each head a name of its own.',
			);
		}
		checkHead(checker, head, dtype);
	}
}

function checkRanges(
	checker: StepChecker,
	heads: readonly AttentionHead[],
	part: 'keyColumns' | 'valueColumns',
	operand: Operand | undefined,
): void {
	const columns = operand?.shape[1];
	if (typeof columns === 'string') {
		checker.report(
			'ALTA5007',
			`The columns of "${operand?.name}" are "${columns}", which a plan does not know.`,
			'Heads own ranges of columns, which are checked before a run.',
			'Declare it with a number of columns.',
			`tensor ${operand?.name}`,
		);
		return;
	}
	const taken = new Map<number, string>();
	for (const head of heads) {
		const [from, to] = head[part];
		const inside =
			Array.isArray(head[part]) &&
			Number.isSafeInteger(from) &&
			Number.isSafeInteger(to) &&
			from >= 0 &&
			from <= to &&
			(typeof columns !== 'number' || to <= columns);
		if (!inside) {
			checker.report(
				'ALTA5007',
				`The ${part} of head "${head.name}" are ${from} to ${to}, of ${columns ?? 'unknown'} columns.`,
				'A range goes from its first column to the one after its last.',
				'Correct the range.',
				`head ${head.name}`,
			);
			continue;
		}
		for (let column = from; column < to; column++) {
			const other = taken.get(column);
			taken.set(column, head.name);
			if (other === undefined) continue;
			checker.report(
				'ALTA5007',
				`The ${part} of head "${head.name}" overlap those of "${other}" at ${column}.`,
				'Every column belongs to one head.',
				'Give each head columns of its own.',
				`head ${head.name}`,
			);
			break;
		}
	}
}

function checkHead(checker: StepChecker, head: AttentionHead, dtype: DType | 'float'): void {
	const place = `head ${head.name}`;
	const number = (name: string, value: number): void => {
		if (Number.isFinite(value)) return;
		checker.report(
			'ALTA5009',
			`The ${name} of head "${head.name}" is ${value}.`,
			'Scores are computed from it.',
			'Give a finite number; leave the null key out rather than give it −∞.',
			place,
		);
	};
	if (!KINDS.includes(head.kind)) {
		checker.report(
			'ALTA5009',
			`Head "${head.name}" is of kind "${head.kind}".`,
			`Kinds are ${KINDS.join(', ')}.`,
			'Choose one of these.',
			place,
		);
	}
	number('scale', head.scale);
	checkOffsetsKind(checker, head, place);
	for (const offset of offsetNumbers(head.offsets)) {
		if (Number.isSafeInteger(offset)) continue;
		checker.report(
			'ALTA5009',
			`Head "${head.name}" has the offset ${offset}.`,
			'Offsets count positions.',
			'Give whole numbers; leave out an end of a range that is open.',
			place,
		);
	}
	if (head.offsetBias !== undefined) checkBias(checker, head.offsetBias, dtype, place);
	if (head.null === undefined) return;
	const { logit, value } = head.null;
	number('null logit', logit);
	if (value === 'zero') return;
	if ('vector' in value) checker.reads('null value', value.vector, { dtype, shape: [head.valueColumns[1] - head.valueColumns[0]] });
	else if (!(Number.isSafeInteger(value.position) && value.position >= 0)) {
		checker.report(
			'ALTA5009',
			`The null value of head "${head.name}" is at position ${value.position}.`,
			'Positions count from 0.',
			'Give a whole number from 0.',
			place,
		);
	}
}

const KINDS: readonly string[] = ['softmax', 'hard', 'relu', 'linear'] satisfies readonly AttentionHead['kind'][];

/** Callers in JavaScript may pass other things, such as typed arrays, which copies of a plan do not keep. */
function checkOffsetsKind(checker: StepChecker, { name, offsets }: AttentionHead, place: string): void {
	const given: unknown = offsets;
	if (given === undefined || Array.isArray(given)) return;
	const isRange = typeof given === 'object' && given !== null && !ArrayBuffer.isView(given);
	if (isRange && Object.keys(given).every((end) => end === 'from' || end === 'to')) return;
	checker.report(
		'ALTA5009',
		`The offsets of head "${name}" are ${describeValue(given)}.`,
		'Offsets are a list, or a range with `from` and `to`.',
		'Give one of these, such as `Array.from(offsets)` of a typed array.',
		place,
	);
}

function offsetNumbers(offsets: AttentionHead['offsets']): readonly number[] {
	if (typeof offsets !== 'object' || offsets === null) return [];
	return 'length' in offsets ? offsets : [offsets.from ?? 0, offsets.to ?? 0];
}

function checkBias(checker: StepChecker, ref: string, dtype: DType | 'float', place: string): void {
	const operand = checker.reads('offset bias', ref, { dtype, shape: [undefined], role: 'constant' });
	const [length] = operand?.shape ?? [];
	if (typeof length !== 'number' || length % 2 === 1) return;
	checker.report(
		'ALTA5009',
		`The offset bias "${ref}" has ${length} entries.`,
		'It has one for each offset from −(n − 1) to n − 1, which is an odd number.',
		'Give 2n − 1 entries.',
		place,
	);
}
