import { attend, categorical, defineProgram, range } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { livenessPass } from './liveness.js';

const program = defineProgram({
	name: 'live',
	tokens: ['a', 'b'],
	positions: 5,
	variables: {
		answer: categorical(['a', 'b'], { byToken: 'itself' }),
		done: categorical([false, true]),
		steps: categorical(range(4), { constant: 0 }),
		asked: categorical(range(5), { byPosition: (position) => position }),
		place: categorical(range(5), { byPosition: (position) => position }),
		noted: categorical(['a', 'b'], { constant: 'a' }),
		seen: categorical(['a', 'b'], { constant: 'a' }),
	},
	heads: {
		same: attend({ value: 'answer', query: 'asked', key: 'place' }),
		unused: attend({ value: 'noted', offset: 1 }),
	},
	mlp(z) {
		if (z.same === 'a') z.answer = 'b';
		z.also((own) => {
			own.steps = Math.min(own.steps + 1, 3);
		});
		z.also((own) => {
			own.done = own.steps === 3;
		});
		z.also((own) => {
			own.noted = own.unused;
		});
		z.also((own) => {
			own.seen = own.noted;
		});
	},
	output: 'answer',
	halt: { variable: 'done', equals: true },
});

describe('liveness', () => {
	const { program: live, changes } = livenessPass.run(program, {});

	it('keeps what the answer and halting depend on, heads and what they compare included', () => {
		expect(live.variables.map(({ name }) => name)).toEqual(['answer', 'done', 'steps', 'asked', 'place', 'same']);
	});

	it('drops heads and updates of the rest, even where they read each other', () => {
		const [layer] = live.stages[0]?.layers ?? [];
		expect(layer?.heads.map(({ output }) => output)).toEqual(['same']);
		expect(new Set(layer?.updates.map(({ writes }) => writes))).toEqual(new Set(['answer', 'done', 'steps']));
	});

	it('says what it changed', () => {
		expect(changes).toContain('seen: 2 values → not stored');
		expect(livenessPass.run(live, {}).changes).toEqual([]);
	});
});
