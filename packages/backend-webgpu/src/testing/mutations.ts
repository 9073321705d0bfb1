import type { Step } from '@alta-ts/tensor';

/** A mistake in a kernel: in kernels whose names begin so, one text becomes another. */
export interface Mutation {
	readonly op: Step['op'];
	readonly kernel: string;
	readonly what: string;
	readonly from: string;
	readonly to: string;
}

const of = (
	op: Step['op'],
	kernel: string,
	...changes: readonly (readonly [what: string, from: string, to: string])[]
): readonly Mutation[] => changes.map(([what, from, to]) => ({ op, kernel, what, from, to }));

/** Mistakes that the kit has to notice: lost tails, shifted indices, dropped masks, and what else a kernel may get wrong. */
export const mutations: readonly Mutation[] = [
	...of(
		'gather',
		'gather-dense',
		['a shifted index', 'indices[at / step.columns]', '(indices[at / step.columns] + 1u)'],
		['a lost tail', 'step.rows * step.columns;', '(step.rows * step.columns) & ~3u;'],
		['columns in another order', 'at % step.columns', '(step.columns - 1u - at % step.columns)'],
	),
	...of(
		'gather',
		'gather-sparse',
		['a lost last entry', 'at < end', 'at + 1u < end'],
		['zeros left out', 'out[to + column] = float();', ''],
		['a shifted row', 'starts[entry]', 'starts[entry + 1u]'],
	),
	...of('gather', 'check-indices', ['the first index alone', 'row < step.rows', 'row < 1u']),
	...of(
		'linear',
		'linear-blocked',
		['a lost last input', 'k < step.n', 'k + 1u < step.n'],
		['lost columns of a tail', 'if (wide > 2u)', 'if (wide > 3u)'],
		['a lost bias', 'bias[columns.x]', 'float()'],
		['a shifted row', 'x3 + k', 'x2 + k'],
		['no activation', 'activate(sum0.x)', 'sum0.x'],
	),
	...of(
		'linear',
		'linear-tiled 64',
		['a lost row of blocks', 'row >= step.rows', 'row + 1u >= step.rows'],
		['a lost tail of inputs', 'k < step.n; k +=', 'k + 7u < step.n; k +='],
		['the sums of other rows', 'sum = sum010;', 'sum = sum000;'],
		['the bias of another column', 'bias[column + i]', 'bias[column]'],
		['no activation', 'switch (step.activation)', 'switch (0)'],
	),
	...of(
		'linear',
		'linear-tiled 64 aligned',
		['rows that change places', 'fetched1.z, fetched2.z', 'fetched2.z, fetched1.z'],
		['the bias of other columns', '[column / 4u]', '[0]'],
	),
	...of(
		'linear',
		'linear-tiled 128',
		['the next inputs left out', 'if (k + 16u < step.n)', 'if (k + 32u < step.n)'],
		['the sums of other columns', 'sum = sum001;', 'sum = sum000;'],
		['the lower half of the tile', 'four / 8u * 64u', 'four / 8u * 4u'],
	),
	...of('linear', 'linear-tiled 128 aligned', ['inputs beyond the last', 'k < step.n);', 'true);']),
	...of(
		'linear',
		'linear-scatter',
		['a lost last input', 'input < step.n', 'input + 1u < step.n'],
		['a lost last entry', 'at < end', 'at + 1u < end'],
		['overwriting instead of adding', 'out[to + entry.x] +=', 'out[to + entry.x] ='],
		['a factor that is taken for zero', 'factor == 0.0', 'factor <= 0.0'],
	),
	...of(
		'linear',
		'linear-gather',
		['a lost last entry', 'each < end', 'each + 1u < end'],
		['the input of another row', 'of_row + entry.x', 'entry.x'],
		['a lost bias', '= f32(bias[column])', '= 0.0'],
	),
	...of(
		'attention',
		'attention-query',
		['a dropped mask at the front', 'max(0, position + offset_from)', '0'],
		['a dropped mask at the end', 'min(length, position + offset_to + 1)', 'length'],
		['a listed offset beyond the sequence', 'seen < 0 || seen >= length', 'seen < 0'],
		['the bias of a neighbour', 'bias_zero + seen - position', 'bias_zero + seen - position + 1'],
		['a hidden key that is seen', 'return bits_of(entry) == (INFINITE | 0x80000000u);', 'return false;'],
		['a dropped scale', 'return sum * scale;', 'return sum;'],
		['the last of a tie', 'score > largest', 'score >= largest'],
		['a forgotten null weight', 'sum = null_weight;', ''],
		['a null key that wins a tie', 'logit > largest', 'logit >= largest'],
		['a null value beyond the sequence', 'place < span.z', 'true'],
		['the first column of a query for all', 'few_columns[few] = column', 'few_columns[few] = key_from'],
		['a neighbour of a sequence', 'span.y + u32(seen)', 'span.y + u32(seen) + 1u'],
		['keys near the largest that are forgotten', 'near = 9u;', ''],
		['a key that is near, kept for another', 'near_keys[near] = seen', 'near_keys[near] = 0'],
		['no division', '(*sums)[to + column] / divisor', '(*sums)[to + column]'],
	),
	...of(
		'attention',
		'attention-tiled',
		['a dropped mask', '|| offset > offset_to', ''],
		['another sequence', 'at >= i32(span.z)', 'false'],
		['a sum that is not scaled', 'sum[column] *= shrink;', ''],
		['a total that is not scaled', 'total *= shrink;', ''],
		['the query of the first row', 'query[row * step.keyStride', 'query[first_row * step.keyStride'],
		['a lost null weight', 'total += null_weight;', ''],
		['a lost tile', 'first < end; first +=', 'first + 32u < end; first +='],
	),
	...of(
		'add',
		'add',
		['a lost tail', 'at < step.entries', 'at + 1u < step.entries'],
		['a dropped flag', '!= 0u) { out', '== 77u) { out'],
		['the flag of another sequence', '.x] != 0u', '.x + 1u] != 0u'],
	),
	...of(
		'softmax',
		'softmax-serial',
		['a lost last entry', 'total += weight;', 'if (at + 1u < end) { total += weight; }'],
		['no largest', 'largest = max(largest, f32(x[at]));', 'largest = 0.0;'],
	),
	...of(
		'layer-norm',
		'layer-norm-serial',
		['a dropped epsilon', '+ step.epsilon', ''],
		['a dropped flag', '!= 0u)', '== 77u)'],
		['the gain of another column', 'gain[column]', 'gain[0]'],
	),
	...of(
		'argmax',
		'argmax-serial',
		['the last of a tie', 'rank > largest', 'rank >= largest'],
		['a lost last column', 'column < step.columns', 'column + 1u < step.columns'],
		['NaN that wins', 'if (size > INFINITE) { return 0u; }', ''],
	),
	...of(
		'softmax',
		'softmax-shared',
		['half of the numbers lost', 'step.width / 2u', 'step.width / 4u'],
		['entries left out', 'column += step.width', 'column += 2u * step.width'],
		['no division', 'select(weight / total, weight, total <= 1.0)', 'weight'],
	),
	...of(
		'softmax',
		'softmax-subgroups',
		['one subgroup alone', 'return subgroupAdd(all);', 'return together;'],
		['sums counted by every invocation', 'place == 0u', 'true'],
		['a largest of a few subgroups', 'each += peers', 'each += 64u'],
	),
	...of(
		'layer-norm',
		'layer-norm-shared',
		['a dropped flag', '!= 0u;', '== 77u;'],
		['the squares of one invocation', 'sum_of_row(own_squares, lane)', 'own_squares'],
		['the row of a neighbour', 'first + lane / step.width', 'first + (lane + 1u) / step.width'],
	),
	...of(
		'layer-norm',
		'layer-norm-subgroups',
		['a dropped flag', '!= 0u;', '== 77u;'],
		['the gain of another column', 'gain[column]', 'gain[0]'],
		['a dropped epsilon', '+ step.epsilon', ''],
	),
	...of(
		'argmax',
		'argmax-shared',
		['the last of a tie', 'rank > own_largest', 'rank >= own_largest'],
		['any of the largest', 'own_largest == largest', 'true'],
		['NaN that wins', 'if (size > INFINITE) { return 0u; }', ''],
	),
	...of(
		'argmax',
		'argmax-subgroups',
		['the last of a tie', 'subgroupMin', 'subgroupMax'],
		['one subgroup alone', 'return subgroupMin(all);', 'return together;'],
	),
	...of(
		'halt',
		'halt-shared',
		['tests left out', 'at += 64u', 'at += 128u'],
		['zero that counts as positive', 'bits == 0u || ', ''],
		['a limit that is one too far', 'count >= limits', 'count > limits'],
		['a sequence that never rests', 'lane == 0u && runs', 'lane == 0u'],
	),
	...of(
		'halt',
		'halt',
		['a lost last test', 'at < end', 'at + 1u < end'],
		['zero that counts as positive', 'bits == 0u || ', ''],
		['a limit that is one too far', 'count >= limits', 'count > limits'],
		['a sequence that never rests', 'if (out[sequence] != 0) { continue; }', ''],
	),
	...of(
		'repeat',
		'end-pass',
		['a loop that looks at 64 sequences alone', 'sequence += 64u', 'sequence += step.sequences'],
		['a pass that is not counted', 'loop_control[1] += 1u;', ''],
		['passes counted on', '&& loop_control[0] == 0u', ''],
	),
];
