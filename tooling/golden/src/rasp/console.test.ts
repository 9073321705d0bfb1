import { createPaperConsole, createSession } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { goldenFiles, readGolden, reportUnknownKeys } from '../golden-folder.js';
import { type JsonObject, optional, readList, readObject, readString } from '../json.js';

const FILE = 'repl.json';
const present = goldenFiles('rasp').includes(FILE);

describe.runIf(present)(FILE, () => {
	const sessions = present ? readList(readGolden('rasp', FILE), FILE, readObject) : [];

	const known = ['id', 'input', 'files', 'output'];
	reportUnknownKeys(
		FILE,
		sessions.flatMap(Object.keys).filter((key) => !known.includes(key)),
	);

	test('has cases', () => {
		expect(sessions).not.toEqual([]);
	});

	for (const each of sessions) {
		const id = readString(each.id, 'id');
		// Accidents of the recorded console: what ours does instead is in accidents.test.ts.
		test.skipIf(id.startsWith('quirks_'))(id, () => {
			const files = optional(each.files, 'files', readObject) ?? {};
			expect(classed(transcript(readString(each.input, 'input'), files))).toBe(classed(readString(each.output, 'output')));
		});
	}
});

/** What the console prints when it is given an input on a pipe. */
function transcript(input: string, files: JsonObject): string {
	const session = createSession({
		read: (path) => {
			const name = `${path}.rasp`;
			return name in files ? { name, text: readString(files[name], name) } : undefined;
		},
	});
	const paper = createPaperConsole(session);
	let printed = paper.start();
	for (const line of input.split('\n').slice(0, -1)) {
		printed += paper.line(line);
		if (paper.ended()) return printed;
	}
	return printed + paper.end();
}

/** Of errors of the recorded console's own machinery only the class counts. */
function classed(text: string): string {
	return text.replace(/(antlr exception:|something went wrong:).*/g, '$1');
}
