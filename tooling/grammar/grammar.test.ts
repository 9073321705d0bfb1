import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateParser } from './generate-parser.mjs';

function read(name: string): string {
	return readFileSync(new URL(`../../packages/rasp/src/language/${name}`, import.meta.url), 'utf8');
}

test('the parser of RASP is made from its grammar as it is', () => {
	expect(generateParser(read('rasp.grammar'))).toBe(read('parser.generated.ts'));
});
