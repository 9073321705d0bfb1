import { createTask } from '../create-task.js';
import { altaPaper } from '../paper.js';
import type { Task } from '../task.js';
import { finalMemory, memoryCodec } from './memory-text.js';
import { type SubleqOptions, subleqDefaults, subleqOptions } from './options.js';
import { buildSubleq } from './program.js';
import { randomMemory } from './random-memory.js';

/** The computer with one instruction, as a Transformer. */
export const subleq: Task<SubleqOptions> = createTask({
	name: 'subleq',
	title: 'SUBLEQ, the computer with one instruction',
	summary:
		'What does a memory look like when the machine in it halts? Every position is a cell. The instruction a b c subtracts cell a from cell b and goes to c ' +
		'where the result is not positive, else to the next instruction; a negative a, b or c halts. All positions know the address of the instruction, fetch its ' +
		'three cells and the two they speak of, and do the same; only cell b stores. The jump is read after the store, so an instruction can change its own c. ' +
		'An instruction takes three layers: fetch, execute, branch.',
	paper: altaPaper,
	unit: 'cells',
	defaults: subleqDefaults,
	options: subleqOptions,
	program: buildSubleq,
	codec: memoryCodec,
	oracle: (options) => (text) => finalMemory(text, options),
	generate: (options) => (random, limits) => randomMemory(random, limits, options),
	maxLength: ({ cells }) => cells,
});
