import { attend, categorical, defineProgram, type Program, range } from '@alta-ts/core';
import type { SubleqOptions } from './options.js';

/**
 * SUBLEQ, the computer with one instruction: `mem[b] -= mem[a]; if (mem[b] <= 0) goto c`.
 *
 * It takes three layers an instruction: fetch looks at a, b and c, execute subtracts, branch moves on to the next. A machine that would leave
 * its memory, or whose result does not fit, is done at once, with its memory as it is.
 */
export function buildSubleq({ cells, minValue, maxValue }: SubleqOptions): Program {
	const values = range(maxValue - minValue + 1).map((index) => minValue + index);
	// The last instruction a machine can go to starts at maxValue, or behind the last cell; a pointer further on would be as far outside.
	const lastAddress = Math.max(maxValue, cells) + 2;
	const addresses = range(lastAddress + 1);
	const address = (at: number): number => Math.min(at, lastAddress);
	const fits = (value: number): boolean => value >= minValue && value <= maxValue;
	return defineProgram({
		name: 'subleq',
		tokens: values.map(String),
		positions: cells,
		variables: {
			mem: categorical(values, { byToken: Number }),
			position: categorical(range(cells), { byPosition: (position) => position }),
			positionA: categorical(addresses, { constant: 0 }),
			positionB: categorical(addresses, { constant: 1 }),
			positionC: categorical(addresses, { constant: 2 }),
			state: categorical(['fetch', 'execute', 'branch', 'done']),
			jump: categorical([false, true]),
			aClipped: categorical(values),
			bClipped: categorical(values),
		},
		heads: {
			a: attend({ value: 'mem', query: 'positionA', key: 'position' }),
			b: attend({ value: 'mem', query: 'positionB', key: 'position' }),
			c: attend({ value: 'mem', query: 'positionC', key: 'position' }),
			memA: attend({ value: 'mem', query: 'aClipped', key: 'position' }),
			memB: attend({ value: 'mem', query: 'bClipped', key: 'position' }),
			// Defined at cell b alone: comparing addresses is what attention does best, and a table of all pairs would be large.
			target: attend({ value: 'jump', query: 'position', key: 'bClipped', offsets: [0] }),
		},
		mlp: {
			clipA(z) {
				z.aClipped = Math.max(0, z.a);
			},
			clipB(z) {
				z.bClipped = Math.max(0, z.b);
			},
			fetch(z) {
				if (z.state !== 'fetch') return;
				if (!z.defined('a') || z.a < 0) z.state = 'done';
				else if (!z.defined('b') || z.b < 0) z.state = 'done';
				else z.state = z.defined('c') ? 'execute' : 'done';
			},
			execute(z) {
				if (z.state !== 'execute') return;
				if (!z.defined('memA') || !z.defined('memB')) {
					z.state = 'done';
					return;
				}
				const result = z.memB - z.memA;
				z.state = fits(result) ? 'branch' : 'done';
				if (fits(result)) z.jump = result <= 0;
			},
			store(z) {
				if (z.state !== 'execute' || !z.defined('target')) return;
				const result = z.mem - z.memA;
				if (fits(result)) z.mem = result;
			},
			branch(z) {
				if (z.state !== 'branch') return;
				if (z.jump && z.c < 0) {
					z.state = 'done';
					return;
				}
				const next = z.jump ? z.c : z.positionA + 3;
				z.state = 'fetch';
				z.positionA = address(next);
				z.positionB = address(next + 1);
				z.positionC = address(next + 2);
			},
		},
		output: 'mem',
		halt: { variable: 'state', equals: 'done' },
	});
}
