import { headFunctions, word } from './attention-heads.js';
import { defineKernel, type Kernel } from './kernel.js';
import { each } from './repeated.js';
import { haltedReads, isHidden, LOWEST, SPAN, weightOf } from './snippets.js';

/** Rows that a quad looks at together. */
export const QUERIES = 8;

/** Widths of values that kernels are made for: a quad keeps so many columns of each sum. */
const WIDTHS: readonly number[] = [16, 32, 64];

/** The widest keys: beyond, queries are mostly one-hot, and what is zero had better be left out. */
const WIDEST_KEY = 64;

/** The width of values that a kernel is made for and that is enough for a head; undefined for heads that are too wide. */
export function quadWidth(keyWidth: number, valueWidth: number): number | undefined {
	return keyWidth > WIDEST_KEY ? undefined : WIDTHS.find((width) => width >= valueWidth);
}

/**
 * Multi-head softmax attention over ragged sequences, for adapters in software with subgroups: as `attention-query`, for heads that are all
 * softmax, with ranges of offsets and values of at most `width` columns. Heads may differ in width.
 *
 * Workgroups: one quad, which takes a head of 8 rows at a time, those of one sequence after the other. It goes through their keys four at a
 * time: each invocation scores one key for all rows, then adds all four values to a quarter of the columns of every sum. What one invocation
 * has read is handed to the others by quad operations, so that a read serves four; sums stay in registers. The largest score so far is
 * kept (*online softmax*): what a larger one finds is scaled down. With `halted`, sequences whose flag is not zero are left out.
 *
 * Numbers: as `attention-query`, but that totals are of four parts, and that sums are scaled once for every four keys in which a larger
 * score is found; weights of 1 beside nothing else stay exact.
 *
 * Two habits of compilers are minded: SwiftShader's takes exponentially long for `&&` and `||` in long code, so conditions are joined by `&` and
 * `|`; and Dawn's does not make what a loop declares zero again in the next turn, as it should.
 */
export function attentionQuads(width: number, halted: boolean): Kernel {
	const fours = width / 16;
	const rows = (make: (row: number) => string): string => each(QUERIES, make);
	return defineKernel({
		name: `attention-quads ${width}${halted ? ' halted' : ''}`,
		file: 'attention-quads.ts',
		workgroup: 4,
		subgroups: 'quad',
		params: { rows: 'u32', heads: 'u32', keyStride: 'u32', valueStride: 'u32' },
		reads: { query: 'float', key: 'float', value: 'float', heads: 'u32', vectors: 'float', spans: SPAN, ...haltedReads(halted) },
		writes: { out: 'float' },
		functions: weightOf + isHidden + headFunctions,
		body: `
let blocks = (step.rows + ${QUERIES - 1}u) / ${QUERIES}u;
for (var task = group; task < blocks * step.heads; task += groups) {
	let head = task / blocks;
	let key_from = head_word(head, ${word.keyFrom}u);
	let key_width = head_word(head, ${word.keyTo}u) - key_from;
	let value_from = head_word(head, ${word.valueFrom}u);
	let value_width = min(head_word(head, ${word.valueTo}u), step.valueStride) - value_from;
	let scale = bitcast<f32>(head_word(head, ${word.scale}u));
	let offset_from = bitcast<i32>(head_word(head, ${word.offsetFrom}u));
	let offset_to = bitcast<i32>(head_word(head, ${word.offsetTo}u));
	let has_bias = head_word(head, ${word.hasBias}u) == 1u;
	let bias_zero = i32(head_word(head, ${word.biasZero}u));
	let null_kind = head_word(head, ${word.nullKind}u);
	let logit = bitcast<f32>(head_word(head, ${word.nullLogit}u));
	let null_at = head_word(head, ${word.nullAt}u);
${each(fours, (four) => `	let own_columns${four} = min(lane * 4u + vec4u(${16 * four}u, ${16 * four + 1}u, ${16 * four + 2}u, ${16 * four + 3}u), vec4u(max(value_width, 1u) - 1u));`)}
	let stop = min(task % blocks * ${QUERIES}u + ${QUERIES}u, step.rows);
	var here = 0u;
	for (var row = task % blocks * ${QUERIES}u; row < stop; row += here) {
		// Rows of one sequence, from this one on.
		let span = spans[row];
		here = min(stop, span.y + span.z) - row;
		${halted ? 'if (flags[span.x] != 0u) { continue; }' : ''}
		let position = i32(span.w);
		let first = max(0, position + offset_from);
		let end = min(i32(span.z), position + i32(here) + offset_to);
${rows((r) => `		let query${r} = (row + min(${r}u, here - 1u)) * step.keyStride + key_from;`)}
		// A null key takes part from the start.
		let least = select(${LOWEST}, logit, null_kind != 0u);
		var largest: array<f32, ${QUERIES}>;
		var total: array<f32, ${QUERIES}>;
		var sum: array<vec4f, ${QUERIES * fours}>;
		var added: array<f32, ${QUERIES}>;
${rows((r) => `		largest[${r}] = least; total[${r}] = 0.0; added[${r}] = 0.0; ${each(fours, (four) => `sum[${r * fours + four}] = vec4f();`, ' ')}`)}

		for (var four = first; four < end; four += 4) {
			let seen = four + i32(lane);
			let own_key = (span.y + u32(min(seen, end - 1))) * step.keyStride + key_from;
			var score: array<f32, ${QUERIES}>;
			var below: array<f32, ${QUERIES}>;
${rows((r) => `			score[${r}] = 0.0;`)}
			for (var column = 0u; column < key_width; column += 4u) {
				let last = key_width - 1u;
				let columns = own_key + min(vec4u(column, column + 1u, column + 2u, column + 3u), vec4u(last));
				let entries = vec4f(vec4(key[columns.x], key[columns.y], key[columns.z], key[columns.w]));
				let own_column = min(column + lane, last);
				let there = column + lane <= last;
${rows(
	(r) => `				{
					let own = select(0.0, f32(query[query${r} + own_column]), there);
					score[${r}] += dot(vec4f(quadBroadcast(own, 0u), quadBroadcast(own, 1u), quadBroadcast(own, 2u), quadBroadcast(own, 3u)), entries);
				}`,
)}
			}
			let offset = seen - position;
			// A bit for each row whose offset bias hides the key.
			var hidden = 0u;
			if (has_bias) {
${rows(
	(r) => `				{
					let extra = vectors[bias_zero + min(seen, end - 1) - position - min(${r}, i32(here) - 1)];
					hidden |= select(0u, ${2 ** r}u, is_hidden(extra));
					added[${r}] = f32(extra);
				}`,
)}
			}
			var raised = false;
${rows(
	(r) => `			{
				let at = offset - ${r};
				let visible = (seen < end) & (at >= offset_from) & (at <= offset_to) & ((hidden & ${2 ** r}u) == 0u);
				let shown = select(${LOWEST}, score[${r}] * scale + added[${r}], visible);
				let pair = max(shown, quadSwapX(shown));
				let found = max(largest[${r}], max(pair, quadSwapY(pair)));
				below[${r}] = largest[${r}] - found;
				raised = raised | (found > largest[${r}]);
				largest[${r}] = found;
				score[${r}] = select(0.0, weight_of(shown - found), visible);
			}`,
)}
			if (raised) {
${rows((r) => `				{ let shrink = weight_of(below[${r}]); total[${r}] *= shrink; ${each(fours, (four) => `sum[${r * fours + four}] *= shrink;`, ' ')} }`)}
			}
${rows((r) => `			total[${r}] += score[${r}];`)}
			for (var turn = 0u; turn < 4u; turn++) {
${rows((r) => `				let weight${r} = quadBroadcast(score[${r}], 0u);`)}
				let heaviest = ${Array.from({ length: QUERIES }, (_, r) => `weight${r}`).reduce((a, b) => `max(${a}, ${b})`)};
				if (heaviest > 0.0) {
					let source = (span.y + u32(four) + turn) * step.valueStride + value_from;
${each(
	fours,
	(part) => `					{
						let at = source + own_columns${part};
						let entries = vec4f(vec4(value[at.x], value[at.y], value[at.z], value[at.w]));
${rows((r) => `						sum[${r * fours + part}] += weight${r} * entries;`)}
					}`,
)}
				}
				// The first invocation gets the weight of the next key: of the second, the third, the fourth.
				if (turn == 1u) {
${rows((r) => `					score[${r}] = quadSwapDiagonal(score[${r}]);`)}
				} else {
${rows((r) => `					score[${r}] = quadSwapX(score[${r}]);`)}
				}
			}
		}

		for (var r = 0u; r < here; r++) {
			let pair = total[r] + quadSwapX(total[r]);
			let null_weight = select(0.0, weight_of(logit - largest[r]), null_kind != 0u);
			let all = pair + quadSwapY(pair) + null_weight;
			let to = (row + r) * step.valueStride + value_from;
			for (var at = 0u; at < ${4 * fours}u; at++) {
				let column = at / 4u * 16u + lane * 4u + at % 4u;
				if (column >= value_width) { continue; }
				var result = sum[r * ${fours}u + at / 4u][at % 4u];
				if (null_kind == 2u) { result += null_weight * f32(vectors[null_at + column]); }
				if (null_kind == 3u) {
					if (null_at < span.z) { result += null_weight * f32(value[(span.y + null_at) * step.valueStride + value_from + column]); }
				}
				// A row that sees nothing has a sum of 0 and no weight.
				if ((all != 1.0) & (all != 0.0)) { result = result / all; }
				out[to + column] = float(result);
			}
		}
	}
}
`,
	});
}
