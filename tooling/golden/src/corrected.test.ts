import { findTask } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { evaluators } from './evaluators.js';
import { goldenFiles, readGolden } from './golden-folder.js';
import { type JsonObject, optional, readList, readNumber, readObject } from './json.js';

// Recorded behaviour on bad input that ours deliberately does not repeat, with what ours does instead.

/**
 * SUBLEQ beyond its memory or range. The recorded function form fails with an internal error, the rule form stops making progress, and a
 * result that does not fit is kept as an index outside the variable, where the compiled weights overwrite other variables. Ours stops
 * before the instruction, as an independent machine does, and the codec says which instruction it was.
 */
const SUBLEQ_FILES = ['subleq.json', 'subleq-sparse.json'];

for (const file of SUBLEQ_FILES) {
	const quirks = entriesOf(file, 'quirks');
	describe.runIf(quirks.length > 0)(`${file}, quirks`, () => {
		const task = findTask('subleq');
		const options = { cells: Math.max(16, ...quirks.map((quirk) => inputOf(quirk).length)) };
		const [program, codec, oracle] = [task.program(options), task.codec(options), task.oracle(options)];
		for (const [engine, run] of Object.entries(evaluators)) {
			test.each(quirks.map((quirk) => ({ ids: inputOf(quirk) })))(`${engine}: $ids`, async ({ ids }) => {
				const tokens = ids.map((id) => program.input.tokens[id] ?? `#${id}`);
				const result = await run(program, tokens);
				expect(result.halted).toBe(true);
				expect(outcomeOf(() => codec.decode(result.output, tokens))).toBe(outcomeOf(() => oracle(tokens.join(' '))));
			});
		}
	});
}

/**
 * Sorting what is no sequence of distinct numbers behind a BOS token. The recorded system fails with an internal error. Here the codec
 * supplies BOS, and refuses numbers that are equal; below the codec a position that nothing or several claim keeps a 0.
 */
const errors = entriesOf('sort-unique.json', 'errors');
describe.runIf(errors.length > 0)('sort-unique.json, errors', () => {
	const task = findTask('sort-unique');
	test.each(errors.map((error) => ({ ids: inputOf(error) })))('$ids', ({ ids }) => {
		const numbers = ids.filter((id) => id !== 0);
		const text = numbers.join(' ');
		if (new Set(numbers).size < numbers.length) expect(() => task.codec().encode(text)).toThrow('ALTA8008');
		else expect(task.codec().encode(text)[0]).toBe('BOS');
	});
});

function entriesOf(file: string, key: string): readonly JsonObject[] {
	if (!goldenFiles('alta').includes(file)) return [];
	const recording = readObject(readGolden('alta', file), file);
	return optional(recording[key], `${file}.${key}`, (entries, place) => readList(entries, place, readObject)) ?? [];
}

function inputOf(entry: JsonObject): readonly number[] {
	return readList(entry.input, 'input', readNumber);
}

/** What a function gives, or the words of what it throws. */
function outcomeOf(run: () => string): string {
	try {
		return run();
	} catch (error) {
		return String(error);
	}
}
