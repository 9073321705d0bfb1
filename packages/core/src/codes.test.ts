import { expect, it } from 'vitest';
import { codes } from './codes.js';
import { authoringCodes } from './codes-authoring.js';
import { programCodes } from './codes-program.js';

it('every code of the package is in one table, under one meaning', () => {
	expect(Object.keys(codes)).toEqual([...Object.keys(programCodes), ...Object.keys(authoringCodes)].sort());
	for (const code of Object.keys(codes)) expect(code).toMatch(/^ALTA1\d{3}$/);
});
