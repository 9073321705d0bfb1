import { expect, test } from 'vitest';
import { placeText, shortTokens } from './difference-text.js';

test('an empty input is shown as one, and a long one by its beginning', () => {
	expect(shortTokens([])).toBe('(empty)');
	expect(shortTokens(['a', 'b'])).toBe('a b');
	expect(shortTokens(Array.from({ length: 61 }, () => 'a'))).toMatch(/^(a ){60}… \(61 tokens\)$/);
});

test('places are named by layer, sublayer, position and variable', () => {
	const place = { stage: 1, pass: 2, layer: 0 };
	expect(placeText({ sublayer: 'updates', layer: 4, place, position: 3, variable: 'x' })).toBe(
		'layer 5 (stage 1, pass 2, layer 0) › after its updates › position 3 › x',
	);
	expect(placeText({ sublayer: 'halting', layer: 4, place, position: null, variable: 'halted' })).toBe(
		'layer 5 (stage 1, pass 2, layer 0)',
	);
	expect(placeText({ sublayer: 'run', layer: null, place: null, position: null, variable: 'answer' })).toBe('the end of the run › answer');
});
