import { type Random, randomInteger } from '../random.js';
import { randomLength } from '../random-length.js';
import type { LengthLimits } from '../task.js';
import { runMachine } from './machine.js';
import { TASK } from './memory-text.js';
import type { SubleqOptions } from './options.js';

/** Generated machines halt within so many instructions. */
const MAX_INSTRUCTIONS = 60;

/** How many memories are drawn before one will do that halts at once. */
const DRAWS = 200;

/** A random memory whose machine halts within 60 instructions, without leaving the memory or overflowing. Some rewrite their own instructions. */
export function randomMemory(random: Random, limits: LengthLimits, options: SubleqOptions): string {
	const length = randomLength(random, limits, { task: TASK, unit: 'cells', least: 1, most: options.cells });
	const leastExecuted = Math.min(2, Math.floor(length / 6));
	for (let draw = 0; draw < DRAWS; draw++) {
		const memory = drawMemory(random, length, options);
		const { executed, ending } = runMachine(memory, options, MAX_INSTRUCTIONS);
		if (ending.end === 'halted' && executed >= leastExecuted) return memory.join(' ');
	}
	return [-1, ...drawMemory(random, length, options).slice(1)].join(' ');
}

/** Some instructions, then data. Instructions work on any cell, more often on data, and go on, back, or nowhere. */
function drawMemory(random: Random, length: number, { minValue, maxValue }: SubleqOptions): readonly number[] {
	const instructions = Math.min(randomInteger(random, 1, 4), Math.floor(length / 4));
	const code = 3 * instructions;
	const clamp = (value: number): number => Math.max(minValue, Math.min(maxValue, value));
	const operand = (): number => randomInteger(random, random() < 0.8 ? Math.min(code, length - 1) : 0, length - 1);
	const next = (index: number): number => {
		const luck = random();
		if (luck < 0.3) return -1;
		return luck < 0.7 ? 3 * (index + 1) : 3 * randomInteger(random, 0, instructions);
	};
	const data = (): number => {
		const size = random() < 0.8 ? 4 : 16;
		return randomInteger(random, -size, size);
	};
	const program = Array.from({ length: instructions }, (_, index) => [operand(), operand(), next(index)]).flat();
	return [...program, ...Array.from({ length: length - code }, (_, index) => (index === 0 ? -1 : data()))].map(clamp);
}
