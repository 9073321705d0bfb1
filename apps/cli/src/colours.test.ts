import { expect, test } from 'vitest';
import { createColours, wantsColour, withoutControls } from './colours.js';

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

test('names cannot steer the terminal, colours stay', () => {
	const text = `${createColours(true).red('red')}\tx\n`;
	expect(withoutControls(text)).toBe(text);
	expect(withoutControls('a\u001b]0;title\u0007b\rc\u009b2J')).toBe('a\ufffd]0;title\ufffdb\ufffdc\ufffd2J');
});
