import { compile } from '@alta-ts/compiler';
import { enumerateRows } from '@alta-ts/core';
import { paritySequentialAbsolute } from '@alta-ts/programs';
import type { Benchmark } from '../benchmark.js';
import { timeBoth } from '../times.js';

const options = { maxLength: 50 };
const PARITY = 'parity-sequential-absolute for 50 positions';

/** From a function to the rows of a table. */
export const parityTracing: Benchmark = {
	name: 'parity-tracing',
	task: `Tracing ${PARITY}: from its function to the rows of its tables, checks included`,
	peer: 'one row for every combination of values of all variables',
	run: async () => {
		const program = paritySequentialAbsolute.program(options);
		const times = await timeBoth(
			9,
			() => paritySequentialAbsolute.program(options),
			() => enumerateRows(program),
		);
		return [{ quantity: 'time', ...times, recorded: 530 }];
	},
};

/** From a program to weights. */
export const parityCompile: Benchmark = {
	name: 'parity-compile',
	task: `Compiling ${PARITY}: from its rows to weights`,
	peer: 'the same compiler on one row for every combination of values, without simplifying',
	run: async () => {
		const program = paritySequentialAbsolute.program(options);
		const enumerated = enumerateRows(program);
		const times = await timeBoth(
			5,
			() => compile(program),
			() => compile(enumerated, { without: ['simplify'] }),
		);
		return [{ quantity: 'time', ...times, recorded: 110 }];
	},
};
