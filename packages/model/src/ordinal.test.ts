import { describe, expect, it } from 'vitest';
import { validateLayout } from './coordinates.js';
import { decodeState, encodeState } from './encode-state.js';
import type { OrdinalBlock } from './layout.js';

const block: OrdinalBlock = { kind: 'ordinal', variable: 'place', start: 0, width: 1, values: [3, 5, 9], codes: [1, 3, 7] };
const layout = { blocks: [block], sources: [] };

describe('an ordinal block', () => {
	it('holds the code of the value, and 0 where the variable is undefined', () => {
		expect([3, 5, 9, undefined].map((place) => encodeState(layout, { place })[0])).toEqual([1, 3, 7, 0]);
	});

	it('is read as the value of the nearest code', () => {
		expect([0.2, 0.9, 3.4, 6, 7].map((code) => decodeState(layout, [code])['place'])).toEqual([undefined, 3, 5, 9, 9]);
	});

	it('needs a whole, ascending code of at least 1 for every value', () => {
		const withCodes = (codes: readonly number[]): readonly string[] =>
			validateLayout({ blocks: [{ ...block, codes }], sources: [] }, 1).map(({ code }) => code);
		expect(withCodes([1, 3, 7])).toEqual([]);
		for (const codes of [
			[0, 1, 2],
			[1, 3],
			[1, 3, 3],
			[1, 2.5, 3],
		])
			expect(withCodes(codes)).toEqual(['ALTA3105']);
	});
});
