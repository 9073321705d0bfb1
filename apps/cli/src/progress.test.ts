import { expect, test } from 'vitest';
import { leftText } from './progress.js';

test('what is left is told in the unit that suits it', () => {
	const seconds = [0.2, 12.4, 59, 60, 61, 119 * 60, 3 * 3600 + 1];
	expect(seconds.map((each) => leftText(each * 1000))).toEqual(['1 s', '13 s', '59 s', '60 s', '2 min', '119 min', '4 h']);
});
