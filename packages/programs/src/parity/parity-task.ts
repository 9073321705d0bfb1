import type { Program } from '@alta-ts/core';
import { createTask } from '../create-task.js';
import type { TaskOptions } from '../options.js';
import { altaPaper } from '../paper.js';
import type { Task } from '../task.js';
import { wordsOf } from '../words.js';
import { type BitsFormat, bitsCodec, randomBits } from './bits.js';

/** What distinguishes one parity task from another. */
export interface ParitySpec<O extends TaskOptions> extends Pick<Task<O>, 'name' | 'title' | 'summary' | 'defaults' | 'options'> {
	readonly before: readonly string[];
	readonly after: readonly string[];
	readonly build: (options: O) => Program;
	readonly maxBits: (options: O) => number | undefined;
	/** What an empty string of bits gives: the program has no position to answer at, or an answer of 0. */
	readonly empty: '' | '0';
}

/** Makes a task out of a parity program. The text is bits, the answer whether the number of ones is odd. */
export function parityTask<O extends TaskOptions>(spec: ParitySpec<O>): Task<O> {
	const { name, title, summary, defaults, options, before, after, build, maxBits } = spec;
	const formatOf = (resolved: O): BitsFormat => ({ task: name, before, after, maxBits: maxBits(resolved) });
	return createTask({
		name,
		title,
		summary,
		paper: altaPaper,
		unit: 'bits',
		alphabet: ['0', '1'],
		defaults,
		options,
		program: build,
		codec: (resolved) => bitsCodec(formatOf(resolved)),
		oracle: () => (text) => parityOf(wordsOf(text)) ?? spec.empty,
		generate: (resolved) => {
			const format = formatOf(resolved);
			return (random, limits) => randomBits(format, random, limits);
		},
		maxLength: maxBits,
	});
}

function parityOf(bits: readonly string[]): string | undefined {
	if (bits.length === 0) return undefined;
	return bits.filter((bit) => bit === '1').length % 2 === 1 ? '1' : '0';
}
