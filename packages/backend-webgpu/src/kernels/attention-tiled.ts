import { headFunctions, word } from './attention-heads.js';
import { defineKernel, type Kernel } from './kernel.js';
import { isHidden, LOWEST, SPAN, weightOf } from './snippets.js';

/** Keys in shared memory at a time. */
const KEYS = 32;

/** Widths that kernels are made for: fewer than there are, since each has to be compiled. Narrower keys and values are filled up with zeros. */
const WIDTHS: readonly number[] = [4, 16, 32, 64];

/** The least width that kernels are made for and that is enough; undefined beyond the widest, for which shared memory has no room. */
export function roomFor(width: number): number | undefined {
	return WIDTHS.find((room) => room >= width);
}

/**
 * Multi-head softmax attention over ragged sequences, for real GPUs: as `attention-query`, for heads that are all softmax, of one width of keys
 * and one of values, with ranges of offsets.
 *
 * Workgroups: 64 invocations, a head of 64 rows in a row. They go through the keys of their sequences 32 at a time, in shared memory with
 * their values. Each invocation keeps its query and its sum in registers, and the largest score so far (*online softmax*): what a larger one
 * finds is scaled down, once for 32 keys.
 *
 * Numbers: as `attention-query`, but that sums are scaled once for every 32 keys in which a larger score is found; a weight of 1 beside
 * nothing else stays exact.
 */
export function attentionTiled(keyWidth: number, valueWidth: number): Kernel {
	return defineKernel({
		name: `attention-tiled ${keyWidth} ${valueWidth}`,
		file: 'attention-tiled.ts',
		workgroup: 64,
		params: { rows: 'u32', heads: 'u32', keyStride: 'u32', valueStride: 'u32', keyWidth: 'u32', valueWidth: 'u32' },
		reads: { query: 'float', key: 'float', value: 'float', heads: 'u32', vectors: 'float', spans: SPAN },
		writes: { out: 'float' },
		functions: `
${weightOf}${isHidden}${headFunctions}
var<workgroup> tile_key: array<f32, ${KEYS * keyWidth}>;
var<workgroup> tile_value: array<f32, ${KEYS * valueWidth}>;`,
		body: `
			let blocks = (step.rows + 63u) / 64u;
			for (var tile = group; tile < blocks * step.heads; tile += groups) {
				let head = tile / blocks;
				let first_row = tile % blocks * 64u;
				let key_from = head_word(head, ${word.keyFrom}u);
				let value_from = head_word(head, ${word.valueFrom}u);
				let scale = bitcast<f32>(head_word(head, ${word.scale}u));
				let offset_from = bitcast<i32>(head_word(head, ${word.offsetFrom}u));
				let offset_to = bitcast<i32>(head_word(head, ${word.offsetTo}u));
				let has_bias = head_word(head, ${word.hasBias}u) == 1u;
				let bias_zero = i32(head_word(head, ${word.biasZero}u));
				let null_kind = head_word(head, ${word.nullKind}u);
				let logit = bitcast<f32>(head_word(head, ${word.nullLogit}u));
				let begin = spans[first_row].y;
				let last = spans[min(first_row + 63u, step.rows - 1u)];
				let end = last.y + last.z;

				let row = first_row + lane;
				let alive = row < step.rows;
				let span = spans[min(row, step.rows - 1u)];
				let position = i32(span.w);
				var own = array<f32, ${keyWidth}>();
				if (alive) {
					for (var column = 0u; column < ${keyWidth}u; column++) {
						if (column < step.keyWidth) { own[column] = f32(query[row * step.keyStride + key_from + column]); }
					}
				}
				var sum = array<f32, ${valueWidth}>();
				var total = 0.0;
				var largest = select(${LOWEST}, logit, null_kind != 0u);
				var any = false;
				for (var first = begin; first < end; first += ${KEYS}u) {
					workgroupBarrier();
					for (var at = lane; at < ${KEYS * keyWidth}u; at += 64u) {
						let of_row = min(first + at / ${keyWidth}u, end - 1u);
						let column = at % ${keyWidth}u;
						tile_key[at] = select(0.0, f32(key[of_row * step.keyStride + key_from + column]), column < step.keyWidth);
					}
					for (var at = lane; at < ${KEYS * valueWidth}u; at += 64u) {
						let of_row = min(first + at / ${valueWidth}u, end - 1u);
						let column = at % ${valueWidth}u;
						tile_value[at] = select(0.0, f32(value[of_row * step.valueStride + value_from + column]), column < step.valueWidth);
					}
					workgroupBarrier();
					var scores: array<f32, ${KEYS}>;
					var seen = 0u;
					var found = largest;
					for (var each = 0u; each < ${KEYS}u; each++) {
						let at = i32(first + each) - i32(span.y);
						let offset = at - position;
						if (!alive || at < 0 || at >= i32(span.z) || offset < offset_from || offset > offset_to) { continue; }
						var score = 0.0;
						for (var column = 0u; column < ${keyWidth}u; column++) { score += own[column] * tile_key[each * ${keyWidth}u + column]; }
						score *= scale;
						if (has_bias) {
							let extra = vectors[bias_zero + offset];
							if (is_hidden(extra)) { continue; }
							score += f32(extra);
						}
						scores[each] = score;
						seen |= 1u << each;
						found = max(found, score);
					}
					if (seen != 0u) {
						any = true;
						if (found > largest) {
							let shrink = weight_of(largest - found);
							total *= shrink;
							for (var column = 0u; column < ${valueWidth}u; column++) { sum[column] *= shrink; }
							largest = found;
						}
						for (var each = 0u; each < ${KEYS}u; each++) {
							if (((seen >> each) & 1u) == 0u) { continue; }
							let weight = weight_of(scores[each] - largest);
							if (weight == 0.0) { continue; }
							total += weight;
							for (var column = 0u; column < ${valueWidth}u; column++) { sum[column] += weight * tile_value[each * ${valueWidth}u + column]; }
						}
					}
				}
				if (alive) {
					let place = head_word(head, ${word.nullAt}u);
					var null_weight = select(0.0, weight_of(logit - largest), null_kind != 0u);
					total += null_weight;
					if (!any) {
						null_weight = 1.0;
						total = 1.0;
					}
					for (var column = 0u; column < ${valueWidth}u; column++) {
						if (column >= step.valueWidth) { break; }
						var result = sum[column];
						if (null_kind == 2u) { result += null_weight * f32(vectors[place + column]); }
						if (null_kind == 3u && place < span.z) { result += null_weight * f32(value[(span.y + place) * step.valueStride + value_from + column]); }
						if (total != 1.0) { result = result / total; }
						out[row * step.valueStride + value_from + column] = float(result);
					}
				}
			}
		`,
	});
}
