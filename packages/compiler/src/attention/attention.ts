import type { Head } from '@alta-ts/core';
import type { AttentionConfig, HeadConfig, NullKey } from '@alta-ts/model';
import type { Context } from '../context.js';
import { vector } from '../matrix.js';
import { emitScores, emitValues } from './emit-head.js';
import { emptyValues, type Part, partsOf, previousColumns } from './head-parts.js';
import { offsetBias } from './offset-bias.js';
import { allowedOffsets } from './offsets.js';
import { matchColumns } from './score-columns.js';

/**
 * Makes the attention of a layer as the ALTA paper has it: offsets are masks, and a null key stands for "no key". An output that is kept and
 * written again is first subtracted, by a head that looks at its own position.
 *
 * @param again whether the layer can run more than once.
 */
export function attend(context: Context, name: string, heads: readonly Head[], path: readonly string[], again: boolean): AttentionConfig {
	return {
		heads: heads.flatMap((head) => {
			const parts = partsOf(context, head).map((part) =>
				buildHead(context, `${name}.attention.${part.name}`, head, part, [...path, `head ${head.output}`]),
			);
			return head.keep && (again || context.sharedOutputs.has(head.output))
				? [...parts, subtractPrevious(context, name, head, path)]
				: parts;
		}),
	};
}

function buildHead(context: Context, prefix: string, head: Head, part: Part, path: readonly string[]): HeadConfig {
	const source = context.sources.of(path);
	const offsets = allowedOffsets(head.where);
	return {
		name: part.name,
		kind: part.kind,
		scale: 1,
		keyWidth: emitScores(context, prefix, matchColumns(context, head, part.sharpness), source),
		valueWidth: emitValues(context, prefix, part.columns, source),
		null: { logit: part.level * part.sharpness ** 2, value: nullValue(context, prefix, head, part, source) },
		...(offsets === undefined ? {} : { offsets }),
		...(part.picks ? { offsetBias: offsetBias(context, head) } : {}),
	};
}

function nullValue(context: Context, prefix: string, head: Head, part: Part, source: number): NullKey['value'] {
	if (typeof part.empty === 'object' && 'position' in part.empty) return { position: part.empty.position };
	const values = emptyValues(context, head, part);
	if (values === undefined) return 'zero';
	context.tensors[`${prefix}.null`] = vector(context, values, source);
	return 'vector';
}

function subtractPrevious(context: Context, name: string, head: Head, path: readonly string[]): HeadConfig {
	const prefix = `${name}.attention.${head.output}.previous`;
	const source = context.sources.of([...path, `head ${head.output}`, 'previous output']);
	return {
		name: `${head.output}.previous`,
		kind: 'softmax',
		scale: 1,
		keyWidth: emitScores(context, prefix, [], source),
		valueWidth: emitValues(context, prefix, previousColumns(context, head), source),
		offsets: [0],
	};
}
