import type { Program } from '@alta-ts/core';
import { resolveOptions, type TaskOptions } from '../options.js';
import type { Task } from '../task.js';
import { type BitsFormat, bitsCodec, randomBits, wordsOf } from './bits.js';

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
	const { name, title, summary, defaults, options: declared, before, after } = spec;
	const resolve = (given: Partial<O> | undefined): O => resolveOptions(spec, given);
	const formatOf = (given: Partial<O> | undefined): BitsFormat => ({ task: name, before, after, maxBits: spec.maxBits(resolve(given)) });
	return {
		name,
		title,
		summary,
		paper: { title: 'ALTA: Compiler-Based Analysis of Transformers', url: 'https://arxiv.org/abs/2410.18077' },
		unit: 'bits',
		defaults,
		options: declared,
		program: (given) => spec.build(resolve(given)),
		codec: (given) => bitsCodec(formatOf(given)),
		oracle: (given) => {
			resolve(given);
			return (text) => parityOf(wordsOf(text)) ?? spec.empty;
		},
		generate: (given) => {
			const format = formatOf(given);
			return (random, limits) => randomBits(format, random, limits);
		},
		maxLength: (given) => spec.maxBits(resolve(given)),
	};
}

function parityOf(bits: readonly string[]): string | undefined {
	if (bits.length === 0) return undefined;
	return bits.filter((bit) => bit === '1').length % 2 === 1 ? '1' : '0';
}
