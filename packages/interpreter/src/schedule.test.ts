import type { Condition, Program, Stage } from '@alta-ts/core';
import { describe, expect, test } from 'vitest';
import { type Budget, makeSchedule, runSchedule } from './schedule.js';

const done: Condition = { variable: 'done', equals: true };
const ready: Condition = { variable: 'ready', equals: true };

/** A program of which only the stages matter. */
function withStages(...stages: readonly (readonly [layers: number, repeat: Stage['repeat']])[]): Program {
	const layer = { heads: [], updates: [] };
	return {
		format: 'alta-program/1',
		name: 'stages',
		input: { tokens: [] },
		variables: [],
		stages: stages.map(([layers, repeat]) => ({ layers: Array(layers).fill(layer), repeat })),
		output: { variable: 'done' },
	};
}

/** Runs a schedule on a machine in which a condition holds from a number of layers on, and writes down what it ran. */
function drive(program: Program, budget: Budget, holdsFrom = Number.POSITIVE_INFINITY) {
	const ran: string[] = [];
	const ending = runSchedule(makeSchedule(program, budget), {
		runLayer: (stage, pass, layer) => ran.push(`${stage}.${pass}.${layer}`),
		holds: () => ran.length >= holdsFrom,
	});
	return { ran: ran.join(' '), ...ending };
}

describe('a run by the program itself', () => {
	test('passes over the stages in order, as often as they say', () => {
		expect(drive(withStages([2, 2], [1, 1]), {})).toEqual({ ran: '0.0.0 0.0.1 0.1.0 0.1.1 1.0.0', layers: 5, halted: true });
	});

	test('tests a condition only after whole passes', () => {
		expect(drive(withStages([2, { until: done }]), {}, 3)).toEqual({ ran: '0.0.0 0.0.1 0.1.0 0.1.1', layers: 4, halted: true });
	});

	test('passes at least once, even where the condition holds from the start', () => {
		expect(drive(withStages([1, { until: done }]), {}, 0)).toEqual({ ran: '0.0.0', layers: 1, halted: true });
	});

	test('goes on to the next stage after atMost passes, and then is not halted', () => {
		const program = withStages([1, { until: done, atMost: 2 }], [1, 1]);
		expect(drive(program, {})).toEqual({ ran: '0.0.0 0.1.0 1.0.0', layers: 3, halted: false });
		expect(drive(program, {}, 2)).toEqual({ ran: '0.0.0 0.1.0 1.0.0', layers: 3, halted: true });
	});

	test('begins a pass only if all of it fits into maxLayers', () => {
		const program = withStages([2, { until: done }], [1, 1]);
		expect(drive(program, { maxLayers: 5 })).toEqual({ ran: '0.0.0 0.0.1 0.1.0 0.1.1', layers: 4, halted: false });
		expect(drive(program, { maxLayers: 4 }, 4)).toEqual({ ran: '0.0.0 0.0.1 0.1.0 0.1.1', layers: 4, halted: false });
		expect(drive(program, { maxLayers: 5 }, 4).halted).toBe(true);
		expect(drive(program, { maxLayers: 0 })).toEqual({ ran: '', layers: 0, halted: false });
	});

	test('stops at the default limit', () => {
		expect(runSchedule(makeSchedule(withStages([3, { until: done }])), { runLayer: () => {}, holds: () => false })).toEqual({
			layers: 65_535,
			halted: false,
		});
	});

	test('never passes over a stage without layers', () => {
		expect(drive(withStages([0, { until: done }]), {})).toEqual({ ran: '', layers: 0, halted: false });
		expect(drive(withStages([0, 3]), { layers: 2 })).toEqual({ ran: '', layers: 0, halted: true });
	});
});

describe('an exact number of layers', () => {
	test('stretches the looped stage, in mid-pass if need be', () => {
		const program = withStages([1, 2], [2, { until: done }], [1, 1]);
		expect(drive(program, { layers: 6 }).ran).toBe('0.0.0 0.1.0 1.0.0 1.0.1 1.1.0 2.0.0');
		expect(drive(program, { layers: 3 }).ran).toBe('0.0.0 0.1.0 2.0.0');
		expect(drive(program, { layers: 1 }).ran).toBe('0.0.0');
		expect(drive(program, { layers: 0 }).ran).toBe('');
	});

	test('stretches the last stage where none loops', () => {
		const program = withStages([1, 2], [2, 1]);
		expect(drive(program, { layers: 5 })).toEqual({ ran: '0.0.0 0.1.0 1.0.0 1.0.1 1.1.0', layers: 5, halted: true });
		expect(drive(program, { layers: 4 }).halted).toBe(true);
		expect(drive(program, { layers: 3 }).halted).toBe(false);
	});

	test('ignores halting, but says whether the condition holds at the end', () => {
		const program = withStages([1, { until: done, atMost: 2 }]);
		expect(drive(program, { layers: 4 }, 1)).toEqual({ ran: '0.0.0 0.1.0 0.2.0 0.3.0', layers: 4, halted: true });
		expect(drive(program, { layers: 4 }, 5).halted).toBe(false);
	});

	test('of a program without stages runs nothing', () => {
		expect(drive(withStages(), { layers: 3 })).toEqual({ ran: '', layers: 0, halted: true });
		expect(drive(withStages(), {})).toEqual({ ran: '', layers: 0, halted: true });
	});

	test('is refused where several stages loop: ALTA2004', () => {
		const program = withStages([1, { until: done }], [1, { until: ready }]);
		expect(() => makeSchedule(program, { layers: 4 })).toThrow('ALTA2004');
		expect(drive(program, {}, 1).halted).toBe(true);
	});
});

describe('impossible budgets are refused: ALTA2003', () => {
	test.each<Budget>([
		{ layers: -1 },
		{ layers: 1.5 },
		{ maxLayers: Number.NaN },
		{ maxLayers: Number.POSITIVE_INFINITY },
		{ layers: 1, maxLayers: 2 },
	])('%j', (budget) => {
		expect(() => makeSchedule(withStages([1, 1]), budget)).toThrow('ALTA2003');
	});

	test('all at once', () => {
		expect(() => makeSchedule(withStages([1, 1]), { layers: -1, maxLayers: -2 })).toThrow(/`layers` is -1.*`maxLayers` is -2/s);
	});
});
