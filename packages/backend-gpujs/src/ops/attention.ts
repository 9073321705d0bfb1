import { type AttentionOp, longestSequence, refuseTooLong } from '@alta-ts/tensor';
import { tooLargeError } from '../device/device-errors.js';
import { attentionPeaks, attentionScores, attentionSums, attentionWeights } from '../kernels/attention.js';
import { floatsOf, integersOf, launch, type Run, type Runner, sizesOf, tensorOf, write } from '../run/run.js';
import { type AttentionLayout, headTable, layoutOf, placeTable } from './attention-layout.js';
import { queryTerms } from './query-terms.js';

/** Prepares an `attention`. */
export function prepareAttention(op: AttentionOp): Runner {
	const heads = headTable(op.heads);
	const headCount = op.heads.length;
	// Starts and biases stay the same during a run, so loops list the pairs once.
	const layouts = new WeakMap<Run, AttentionLayout>();
	return async (run) => {
		const layout = layouts.get(run) ?? listPairs(op, run);
		layouts.set(run, layout);
		const { groupOf, keyOf, added, groups } = layout;
		const [rows, keyColumns] = sizesOf(tensorOf(run, op.query));
		const [, columns] = sizesOf(tensorOf(run, op.value));
		const places = placeTable(op.heads, columns, (ref) => floatsOf(run, ref));
		const scores = await launch(run, op, attentionScores, keyOf.length, {
			...queryTerms(op.heads, floatsOf(run, op.query), rows, keyColumns),
			key: floatsOf(run, op.key),
			groupOf,
			keyOf,
			added,
			groups,
			heads,
			columns: keyColumns,
			biased: added.length,
		});
		const peaks = await launch(run, op, attentionPeaks, rows * headCount, { scores, groups, heads });
		const weights = await launch(run, op, attentionWeights, keyOf.length, { scores, peaks, groupOf, groups, heads });
		const value = floatsOf(run, op.value);
		const given = { weights, peaks, keyOf, groups, value, places, heads, headCount, columns };
		write(run, op.out, await launch(run, op, attentionSums, rows * columns, given));
	};
}

function listPairs(op: AttentionOp, run: Run): AttentionLayout {
	const where = [`plan ${run.plan}`, `step ${op.label}`];
	const starts = integersOf(run, op.starts);
	const longest = longestSequence(starts);
	const biases = op.heads.map(({ name, offsetBias }) => {
		const bias = offsetBias === undefined ? undefined : floatsOf(run, offsetBias);
		if (bias !== undefined) refuseTooLong(longest, bias.length, name, where);
		return bias;
	});
	// Scores take two numbers of each pair.
	const most = Math.floor(run.device.entries / 2);
	const layout = layoutOf(op, starts, biases, most);
	if (layout !== undefined) return layout;
	throw tooLargeError(
		where,
		`The heads of "${op.label}" have more than ${most} pairs of a query and a key that it sees.`,
		run.device.entries,
	);
}
