import { type Kernel, rowAndColumn } from './kernel.js';

/*
 * Attention in four kernels. A *pair* is a query and a key that it sees, in one head; the host lists all pairs, so that no kernel has to know of
 * masks, offsets or where sequences end. The pairs of a query in a head are a *group*; groups are in the order of rows, then heads.
 *
 * groupOf [pairs]: the group of a pair. keyOf [pairs]: the row of its key.
 * groups [rows × heads, 4]: the first pair, how many there are, the row of the null value or −1, head.
 * heads [heads, 4]: scale, kind (as in KINDS), whether there is a null key, its logit.
 */

/** The numbers by which kernels know kinds of heads. */
export const KINDS = { softmax: 0, hard: 1, relu: 2, linear: 3 } as const;

/** Numbers of an entry of each table. */
export const GROUP = 4;
export const HEAD = 4;

/**
 * scores [pairs]: scale · query·key + offset bias.
 *
 * Most of a query is zero, as it is one-hot in compiled programs, so the host lists what is not: `starts` [groups + 1], and the column and the
 * value of each such entry of the query of a group. Their products are summed in the order of columns. Without offset biases `biased` is 0, and
 * there is no `added` [pairs].
 */
export const attentionScores: Kernel = {
	name: 'attention-scores',
	parameters: {
		starts: 'Array',
		places: 'Array',
		values: 'Array',
		key: 'Array',
		groupOf: 'Array',
		keyOf: 'Array',
		added: 'Array',
		groups: 'Array',
		heads: 'Array',
		columns: 'Integer',
		biased: 'Integer',
	},
	body: `	const group = groupOf[this.thread.x];
	const head = groups[group * ${GROUP} + 3] * ${HEAD};
	const first = starts[group];
	const count = starts[group + 1] - first;
	const right = keyOf[this.thread.x] * columns;
	let sum = 0;
	for (let i = 0; i < count; i++) {
		sum = sum + values[first + i] * key[right + places[first + i]];
	}
	let score = sum * heads[head];
	if (biased > 0) { score = score + added[this.thread.x]; }
	return score;`,
};

/**
 * peaks [groups]: for softmax the largest score of the group, its null key's logit included; for hard heads which of its pairs has it, −1 for the
 * null key; else nothing.
 */
export const attentionPeaks: Kernel = {
	name: 'attention-peaks',
	parameters: { scores: 'Array', groups: 'Array', heads: 'Array' },
	body: `	const group = this.thread.x * ${GROUP};
	const start = groups[group];
	const count = groups[group + 1];
	const head = groups[group + 3] * ${HEAD};
	let largest = 0;
	let best = -1;
	for (let i = 0; i < count; i++) {
		const score = scores[start + i];
		if (best < 0 || score > largest) {
			largest = score;
			best = i;
		}
	}
	if (heads[head + 2] > 0 && (best < 0 || heads[head + 3] > largest)) {
		largest = heads[head + 3];
		best = -1;
	}
	if (heads[head + 1] === ${KINDS.hard}) { return best; }
	return largest;`,
};

/** weights [pairs]: what each pair counts for, not yet divided by their sum. */
export const attentionWeights: Kernel = {
	name: 'attention-weights',
	parameters: { scores: 'Array', peaks: 'Array', groupOf: 'Array', groups: 'Array', heads: 'Array' },
	body: `	const group = groupOf[this.thread.x];
	const head = groups[group * ${GROUP} + 3] * ${HEAD};
	const kind = heads[head + 1];
	const score = scores[this.thread.x];
	const peak = peaks[group];
	let weight = score - heads[head + 3];
	if (kind === ${KINDS.softmax}) {
		weight = 1;
		if (score < peak) { weight = Math.exp(Math.max(-110, score - peak)); }
		if (score - peak < -104) { weight = 0; }
	}
	if (kind === ${KINDS.hard}) {
		weight = 0;
		if (this.thread.x - groups[group * ${GROUP}] === peak) { weight = 1; }
	}
	if (kind === ${KINDS.relu} && weight < 0) { weight = 0; }
	return weight;`,
};

/**
 * out [rows, columns]: the values of each group by weight, and the null value, divided by the sum of weights for softmax.
 *
 * places [columns, 2]: the head that a column belongs to or −1, and its entry of that head's null vector.
 */
export const attentionSums: Kernel = {
	name: 'attention-sums',
	parameters: {
		weights: 'Array',
		peaks: 'Array',
		keyOf: 'Array',
		groups: 'Array',
		value: 'Array',
		places: 'Array',
		heads: 'Array',
		headCount: 'Integer',
		columns: 'Integer',
	},
	body: `${rowAndColumn}
	const own = places[column * 2];
	if (own < 0) { return 0; }
	const head = own * ${HEAD};
	const kind = heads[head + 1];
	const group = row * headCount + own;
	const start = groups[group * ${GROUP}];
	const count = groups[group * ${GROUP} + 1];
	let sum = 0;
	let total = 0;
	let some = 0;
	for (let i = 0; i < count; i++) {
		const weight = weights[start + i];
		if (weight !== 0) {
			some = 1;
			total = total + weight;
			sum = sum + weight * value[keyOf[start + i] * columns + column];
		}
	}
	let nullWeight = 1 - some;
	if (kind === ${KINDS.softmax} && count > 0) {
		nullWeight = 0;
		if (heads[head + 2] > 0) {
			nullWeight = 1;
			const below = heads[head + 3] - peaks[group];
			if (below < 0) { nullWeight = Math.exp(Math.max(-110, below)); }
			if (below < -104) { nullWeight = 0; }
		}
	}
	if (nullWeight !== 0) {
		let instead = places[column * 2 + 1];
		const other = groups[group * ${GROUP} + 2];
		if (other >= 0) { instead = value[other * columns + column]; }
		sum = sum + nullWeight * instead;
		total = total + nullWeight;
	}
	if (kind === ${KINDS.softmax} && total !== 1) { return sum / total; }
	return sum;`,
};
