import type { Program } from '@alta-ts/core';
import type { SOp } from '@alta-ts/rasp';
import { resolveOptions, type TaskOptions } from './options.js';
import type { Random } from './random.js';
import type { Codec, LengthLimits, Task } from './task.js';

/** A task before its options are checked: the same functions, each given all options. */
export interface TaskSpec<O extends TaskOptions>
	extends Pick<Task<O>, 'name' | 'title' | 'summary' | 'paper' | 'unit' | 'alphabet' | 'defaults' | 'options'> {
	readonly program: (options: O) => Program;
	readonly graph?: (options: O) => SOp;
	readonly codec: (options: O) => Codec;
	readonly oracle: (options: O) => (text: string) => string;
	readonly generate: (options: O) => (random: Random, limits: LengthLimits) => string;
	readonly maxLength: (options: O) => number | undefined;
}

/** Makes a task whose functions check their options and fill in the defaults. */
export function createTask<O extends TaskOptions>({ graph, ...spec }: TaskSpec<O>): Task<O> {
	const resolve = (given: Partial<O> | undefined): O => resolveOptions(spec, given);
	return {
		...spec,
		program: (given) => spec.program(resolve(given)),
		...(graph === undefined ? {} : { graph: (given?: Partial<O>) => graph(resolve(given)) }),
		codec: (given) => spec.codec(resolve(given)),
		oracle: (given) => spec.oracle(resolve(given)),
		generate: (given) => spec.generate(resolve(given)),
		maxLength: (given) => spec.maxLength(resolve(given)),
	};
}
