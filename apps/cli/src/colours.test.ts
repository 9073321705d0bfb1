import { expect, test } from 'vitest';
import { createColours, wantsColour } from './colours.js';

test('colour is for terminals, unless the environment says otherwise', () => {
	expect(wantsColour(true, {})).toBe(true);
	expect(wantsColour(false, {})).toBe(false);
	expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false);
	expect(wantsColour(true, { NO_COLOR: '' })).toBe(true);
	expect(wantsColour(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
	expect(wantsColour(false, { FORCE_COLOR: '1' })).toBe(true);
	expect(wantsColour(false, { FORCE_COLOR: '0' })).toBe(false);
	expect(wantsColour(true, { TERM: 'dumb' })).toBe(false);
});

test('colours that are off leave text alone', () => {
	expect(createColours(false).red('x')).toBe('x');
	expect(createColours(true).red('x')).toContain('\u001b[');
});
