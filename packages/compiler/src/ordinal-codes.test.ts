import { attend, categorical, defineProgram, type Program, range } from '@alta-ts/core';
import { describe, expect, it } from 'vitest';
import { precisionOf } from './numbers/precision.js';
import { ordinalCodes } from './ordinal-codes.js';

function program(keepsFound: boolean): Program {
	return defineProgram({
		name: 'pointers',
		tokens: ['a', 'b'],
		positions: 8,
		variables: {
			position: categorical(range(8), { byPosition: (position) => position }),
			pointer: categorical(range(8)),
			seen: categorical(range(8)),
			answer: categorical(range(8)),
			few: categorical(range(3)),
		},
		heads: {
			found: attend({ value: 'seen', query: 'pointer', key: 'position', ...(keepsFound ? { keep: true } : {}) }),
			there: attend({ value: 'position', offset: 1 }),
		},
		mlp(z) {
			z.pointer = z.found;
			z.seen = z.there;
			z.write('answer', (own) => own.seen);
			z.few = 1;
		},
		output: 'answer',
		layers: 2,
	});
}

const stored = (given: Program): readonly string[] => [...ordinalCodes(given, precisionOf('f32')).keys()].sort();

describe('variables that are stored as one number', () => {
	it('are those that nothing compares or reads out, unless they have few values', () => {
		expect(stored(program(false))).toEqual(['found', 'seen', 'there']);
	});

	it('leave out outputs that are kept, and with them what these are copies of', () => {
		expect(stored(program(true))).toEqual(['there']);
	});

	it('have the codes of what they are copies of', () => {
		const codes = ordinalCodes(program(false), precisionOf('f32'));
		expect(codes.get('found')).toEqual(codes.get('seen'));
	});

	it('are none where the dtype could not add their codes exactly', () => {
		const large = defineProgram({
			name: 'large',
			tokens: ['a'],
			variables: { x: categorical(range(1000)), y: categorical(range(2)) },
			heads: {},
			mlp(z) {
				z.x = 1;
			},
			output: 'y',
			layers: 1,
		});
		expect(ordinalCodes(large, precisionOf('f32')).has('x')).toBe(true);
		expect(ordinalCodes(large, { ...precisionOf('f32'), bits: 13 }).has('x')).toBe(false);
	});
});
