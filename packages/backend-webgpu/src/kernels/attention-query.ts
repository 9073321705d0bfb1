import { headFunctions, word } from './attention-heads.js';
import { defineKernel, type Kernel } from './kernel.js';
import { haltedReads, isHidden, LOWEST, SPAN, weightOf } from './snippets.js';

/** How many columns of a query may be not zero for it to be looked at column by column. */
const FEW = 8;

/** How many keys may be near the largest score for the others not to be looked at again. */
const NEAR = 8;

/**
 * Multi-head attention over ragged sequences: query and key [rows, keyStride], value and out [rows, valueStride]; `spans` tells of each row
 * (sequence, first row, rows, position). All kinds of heads, offsets, offset biases and null keys.
 *
 * Workgroups: 64 invocations, a head of a row each, rows of a head beside each other. An invocation looks at its keys twice: for the largest
 * score, then for the sum, which it gathers in memory, so that values of keys without weight cost nothing and no memory grows with the
 * length. Where at most 8 keys may have weight, as when one is looked up, it looks at no other the second time. Of a query with at most 8 columns that are not zero, such as a one-hot one, the others are left out of every score.
 * With `halted`, rows of sequences whose flag is not zero are left out.
 *
 * Numbers: scores are sums in ascending order of columns, times the scale, plus the bias; the weight of the largest is exactly 1, those more
 * than 104 below it are exactly 0; sums go over keys in ascending order, then the null key; one division at the end, none by 1.
 */
export function attentionQuery(halted: boolean): Kernel {
	return defineKernel({
		name: `attention-query${halted ? ' halted' : ''}`,
		file: 'attention-query.ts',
		workgroup: 64,
		params: { rows: 'u32', heads: 'u32', keyStride: 'u32', valueStride: 'u32' },
		reads: { query: 'float', key: 'float', value: 'float', heads: 'u32', vectors: 'float', spans: SPAN, ...haltedReads(halted) },
		writes: { out: 'float' },
		sums: true,
		functions: `
${weightOf}${isHidden}${headFunctions}
var<private> few_columns: array<u32, ${FEW}>;
var<private> few_entries: array<f32, ${FEW}>;
var<private> few: u32;
var<private> near_keys: array<i32, ${NEAR}>;
var<private> near_scores: array<f32, ${NEAR}>;
var<private> near: u32;
var<private> own_row: u32;
var<private> key_from: u32;
var<private> key_to: u32;
var<private> scale: f32;
fn look_at_query() {
	few = 0u;
	for (var column = key_from; column < key_to; column++) {
		let entry = f32(query[own_row * step.keyStride + column]);
		if (entry == 0.0) { continue; }
		if (few == ${FEW}u) {
			few = ${FEW + 1}u;
			return;
		}
		few_columns[few] = column;
		few_entries[few] = entry;
		few += 1u;
	}
}
fn note_near(seen: i32, score: f32, largest: f32) {
	if (near == ${NEAR}u) {
		near = 0u;
		for (var each = 0u; each < ${NEAR}u; each++) {
			if (near_scores[each] - largest < -104.0) { continue; }
			near_keys[near] = near_keys[each];
			near_scores[near] = near_scores[each];
			near += 1u;
		}
	}
	if (near >= ${NEAR}u) {
		near = ${NEAR + 1}u;
		return;
	}
	near_keys[near] = seen;
	near_scores[near] = score;
	near += 1u;
}
fn score_of(key_row: u32) -> f32 {
	let at = key_row * step.keyStride;
	var sum = 0.0;
	if (few <= ${FEW}u) {
		for (var each = 0u; each < few; each++) { sum += few_entries[each] * f32(key[at + few_columns[each]]); }
	} else {
		let own = own_row * step.keyStride;
		for (var column = key_from; column < key_to; column++) { sum += f32(query[own + column]) * f32(key[at + column]); }
	}
	return sum * scale;
}`,
		body: `
		let total = step.rows * step.heads;
		for (var at = index; at < total; at += stride) {
			own_row = at % step.rows;
			${halted ? 'if (flags[spans[own_row].x] != 0u) { continue; }' : ''}
			let head = at / step.rows;
			key_from = head_word(head, ${word.keyFrom}u);
			key_to = head_word(head, ${word.keyTo}u);
			scale = bitcast<f32>(head_word(head, ${word.scale}u));
			let kind = head_word(head, ${word.kind}u);
			let listed = head_word(head, ${word.offsetsAre}u) == 1u;
			let has_bias = head_word(head, ${word.hasBias}u) == 1u;
			let bias_zero = i32(head_word(head, ${word.biasZero}u));
			let null_kind = head_word(head, ${word.nullKind}u);
			let logit = bitcast<f32>(head_word(head, ${word.nullLogit}u));
			let span = spans[own_row];
			let length = i32(span.z);
			let position = i32(span.w);
			let offset_from = bitcast<i32>(head_word(head, ${word.offsetFrom}u));
			let offset_to = bitcast<i32>(head_word(head, ${word.offsetTo}u));
			let first = select(max(0, position + offset_from), offset_from, listed);
			let end = select(min(length, position + offset_to + 1), offset_to, listed);
			let value_from = head_word(head, ${word.valueFrom}u);
			let value_to = min(head_word(head, ${word.valueTo}u), step.valueStride);
			let to = own_row * step.valueStride;
			look_at_query();

			// A null key takes part in a softmax from the start.
			var largest = select(${LOWEST}, logit, kind == 0u && null_kind != 0u);
			var best = -1;
			near = 0u;
			if (kind <= 1u) {
				for (var each = first; each < end; each++) {
					var seen = each;
					if (listed) {
						seen = position + offset_of(u32(each));
						if (seen < 0 || seen >= length) { continue; }
					}
					var score = score_of(span.y + u32(seen));
					if (has_bias) {
						let extra = vectors[bias_zero + seen - position];
						if (is_hidden(extra)) { continue; }
						score += f32(extra);
					}
					if (kind == 0u) {
						largest = max(largest, score);
						best = seen;
						if (near <= ${NEAR}u && score - largest >= -104.0) { note_near(seen, score, largest); }
					} else if (best == -1 || score > largest) {
						largest = score;
						best = seen;
					}
				}
			}

			var null_weight = 0.0;
			var divisor = 1.0;
			if (kind == 1u) {
				let null_wins = best == -1 || (null_kind != 0u && logit > largest);
				null_weight = select(0.0, 1.0, null_wins);
				let source = (span.y + u32(max(best, 0))) * step.valueStride;
				for (var column = value_from; column < value_to; column++) {
					var copied = 0.0;
					if (!null_wins) { copied = f32(value[source + column]); }
					(*sums)[to + column] = copied;
				}
			} else {
				for (var column = value_from; column < value_to; column++) { (*sums)[to + column] = 0.0; }
				var sum = 0.0;
				var any = false;
				if (kind == 0u && null_kind != 0u) {
					null_weight = weight_of(logit - largest);
					sum = null_weight;
				}
				let known = kind == 0u && near <= ${NEAR}u;
				let stop = select(end, i32(near), known);
				for (var each = select(first, 0, known); each < stop; each++) {
					var seen = each;
					var score = 0.0;
					if (known) {
						seen = near_keys[each];
						score = near_scores[each];
					} else {
						if (listed) {
							seen = position + offset_of(u32(each));
							if (seen < 0 || seen >= length) { continue; }
						}
						score = score_of(span.y + u32(seen));
						if (has_bias) {
							let extra = vectors[bias_zero + seen - position];
							if (is_hidden(extra)) { continue; }
							score += f32(extra);
						}
					}
					var weight = score - logit;
					if (kind == 0u) { weight = weight_of(score - largest); }
					if (kind == 2u) { weight = max(0.0, weight); }
					if (weight == 0.0) { continue; }
					any = true;
					sum += weight;
					let source = (span.y + u32(seen)) * step.valueStride;
					for (var column = value_from; column < value_to; column++) { (*sums)[to + column] += weight * f32(value[source + column]); }
				}
				if (kind == 0u) {
					if (best == -1) { null_weight = 1.0; } else { divisor = sum; }
				} else if (!any) {
					null_weight = 1.0;
				}
			}

			if (null_weight != 0.0 && null_kind >= 2u) {
				let place = head_word(head, ${word.nullAt}u);
				let source = (span.y + place) * step.valueStride;
				for (var column = value_from; column < value_to; column++) {
					if (null_kind == 2u) {
						(*sums)[to + column] += null_weight * f32(vectors[place + column - value_from]);
					} else if (place < span.z) {
						(*sums)[to + column] += null_weight * f32(value[source + column]);
					}
				}
			}
			if (APART || divisor != 1.0) {
				for (var column = value_from; column < value_to; column++) { out[to + column] = float((*sums)[to + column] / divisor); }
			}
		}
	`,
	});
}
