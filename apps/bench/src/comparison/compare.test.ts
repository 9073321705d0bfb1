import { expect, test } from 'vitest';
import type { Engine } from '../engines/engine.js';
import { plainLoops } from '../engines/plain-loops.js';
import { compare } from './compare.js';
import type { Comparison } from './comparison.js';
import { localSeat, type Seat } from './seat.js';

const comparison: Comparison = { name: 'small', group: 'kernels', task: 'Little', work: { kind: 'softmax', rows: 1, columns: 2 } };
/** An engine whose every run takes so long, and which notes when it has a turn. */
function timed(name: string, milliseconds: number, turns: string[], backend?: string): { engine: Engine; seat: Seat } {
	const engine: Engine = { name, open: plainLoops.open, ...(backend === undefined ? {} : { backend }) };
	const seat = localSeat(engine);
	return {
		engine,
		seat: {
			...seat,
			open: async (work) => ({ ...(await seat.open(work)), milliseconds }),
			time: async () => {
				turns.push(name);
				return milliseconds;
			},
		},
	};
}

test('engines take turns, and every ratio is of one of ours to another', async () => {
	const turns: string[] = [];
	const seats = [timed('ours', 2, turns, 'cpu'), timed('fast', 1, turns), timed('slow', 6000, turns)];
	const participants = seats.map(({ engine }) => engine);
	const sit = (engine: Engine): Seat => seats.find((each) => each.engine === engine)?.seat ?? localSeat(engine);
	const compared = await compare({ ...comparison, parts: 2, tooSlow: ['plain loops'] }, [...participants, plainLoops], sit, {
		rounds: 3,
		budget: 12,
	});
	expect(turns).toEqual(['ours', 'fast', 'ours', 'fast', 'ours', 'fast', 'ours', 'fast']);
	expect(compared.entries).toEqual([
		{ engine: 'ours', status: 'measured', milliseconds: 1, spread: [1, 1], rounds: 3 },
		{ engine: 'fast', status: 'measured', milliseconds: 0.5, spread: [0.5, 0.5], rounds: 3 },
		{ engine: 'slow', status: 'measured', milliseconds: 3000, spread: [3000, 3000], rounds: 1 },
		{ engine: 'plain loops', status: 'not run', reason: 'it would take minutes' },
	]);
	expect(compared.ratios).toEqual([
		{ ours: 'ours', other: 'fast', ratio: 0.5, spread: [0.5, 0.5], rounds: 3 },
		{ ours: 'ours', other: 'slow', ratio: 3000, spread: [3000, 3000], rounds: 1 },
	]);
});

test('an engine that breaks leaves the others alone', async () => {
	const broken: Engine = {
		name: 'broken',
		open: async () => {
			throw new Error('no luck\nat all');
		},
	};
	const { entries } = await compare(comparison, [broken, plainLoops], localSeat, { rounds: 1, budget: 1 });
	expect(entries).toMatchObject([{ engine: 'broken', status: 'failed', reason: 'no luck' }, { status: 'measured' }]);
});
