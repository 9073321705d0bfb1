import type { Config } from './config.js';

/**
 * The longest input a model takes: stated, or because of its position embeddings or offset biases, of which a sink takes one; `Infinity`
 * where nothing limits it.
 */
export function longestInput({ input, maxLength, stages }: Config): number {
	const limits = [maxLength ?? Number.POSITIVE_INFINITY];
	const lead = input.kind === 'tokens' && input.sink !== undefined ? 1 : 0;
	if (input.kind === 'tokens' && input.positions !== undefined) limits.push(input.positions - lead);
	for (const { layers } of stages) {
		for (const { attention } of layers) {
			for (const { offsetBias } of attention?.heads ?? []) if (offsetBias !== undefined) limits.push((offsetBias.length + 1) / 2 - lead);
		}
	}
	return Math.min(...limits);
}
