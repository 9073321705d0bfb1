import { parseRasp, printRasp } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { goldenFiles, readGolden, reportUnknownKeys } from '../golden-folder.js';
import { readList, readObject, readString } from '../json.js';
import { prefixForms } from './prefix-form.js';

const FILE = 'parse.json';
const present = goldenFiles('rasp').includes(FILE);

describe.runIf(present)(FILE, () => {
	const cases = present ? readList(readGolden('rasp', FILE), FILE, readObject) : [];

	const known = ['source', 'status', 'statements', 'upstreamMessage'];
	reportUnknownKeys(
		FILE,
		cases.flatMap(Object.keys).filter((key) => !known.includes(key)),
	);

	test('has cases', () => {
		expect(cases).not.toEqual([]);
	});

	for (const each of cases) {
		const source = readString(each.source, 'source');
		test(JSON.stringify(source), () => {
			const parsed = parseRasp(source);
			const status = readString(each.status, 'status');
			if (isGlued(source) && status === 'error') {
				// The recorded lexer wants one blank, or none, where ours takes any white space.
				expect(['ok', 'error']).toContain(parsed.status);
			} else if (status === 'incomplete') {
				// Where no text could ever complete it, ours says so at once.
				expect(['incomplete', 'error']).toContain(parsed.status);
			} else expect(parsed.status).toBe(status);
			if (status === 'ok') {
				expect(prefixForms(parsed.program)).toEqual(each.statements);
				expect(prefixForms(parseRasp(printRasp(parsed.program)).program)).toEqual(each.statements);
			}
		});
	}
});

/** Whether a source has blanks inside of what the recorded lexer takes for one token. */
function isGlued(source: string): boolean {
	return /\bs-op\b|\b(select|aggregate|range|zip|len|exit|quit)\s+\(|full\s+seq\s{2,}display|full\s{2,}seq/.test(source);
}
