import type { AttentionHead, AttentionOp, Tensor } from '@alta-ts/tensor';
import { startsOf } from '../data/numbers.js';
import { asStarts, perRow, rows, trial } from '../data/trial.js';
import type { Trial } from '../judge.js';

/** A head without its name and columns. */
export type HeadKind = Omit<AttentionHead, 'name' | 'keyColumns' | 'valueColumns'>;

/** The tensors of an attention step, and its heads. */
export interface Attention {
	readonly lengths: readonly number[];
	readonly query: Tensor;
	readonly key: Tensor;
	readonly value: Tensor;
	readonly heads: readonly AttentionHead[];
	readonly constants?: Readonly<Record<string, Tensor>>;
}

/** A trial of one attention step. */
export function attend(what: string, { lengths, query, key, value, heads, constants = {} }: Attention): Trial {
	const step: AttentionOp = {
		op: 'attention',
		label: 'attend',
		query: 'query',
		key: 'key',
		value: 'value',
		starts: 'starts',
		heads,
		out: 'out',
	};
	return trial(what, {
		constants,
		given: { query: perRow(query), key: perRow(key), value: perRow(value), starts: asStarts(startsOf(lengths)) },
		buffers: { out: rows(value.dtype, value.shape[1] ?? 0) },
		steps: [step],
	});
}

/** Heads of equal widths, side by side. */
export function sideBySide(kinds: readonly HeadKind[], keyWidth: number, valueWidth: number): readonly AttentionHead[] {
	return kinds.map((kind, index) => ({
		name: `head ${index}`,
		keyColumns: [index * keyWidth, (index + 1) * keyWidth],
		valueColumns: [index * valueWidth, (index + 1) * valueWidth],
		...kind,
	}));
}
