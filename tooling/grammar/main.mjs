// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { generateParser } from './generate-parser.mjs';

/** Writes the parser of RASP from its grammar. */
const folder = new URL('../../packages/rasp/src/language/', import.meta.url);
writeFileSync(new URL('parser.generated.ts', folder), generateParser(readFileSync(new URL('rasp.grammar', folder), 'utf8')));
