import { createSession, parseRasp, type RaspList, type RaspValue, type Session, sequenceText, sequenceType } from '@alta-ts/rasp';
import { describe, expect, test } from 'vitest';
import { goldenFiles, readGolden, reportUnknownKeys } from '../golden-folder.js';
import { type JsonObject, readList, readObject, readString } from '../json.js';

const FILE = 'eval.json';
const present = goldenFiles('rasp').includes(FILE);

describe.runIf(present)(FILE, () => {
	const programs = present ? readList(readGolden('rasp', FILE), FILE, readObject) : [];

	const known = ['id', 'tags', 'source', 'setExample', 'cases'];
	reportUnknownKeys(
		FILE,
		programs.flatMap(Object.keys).filter((key) => !known.includes(key)),
	);

	test('has cases', () => {
		expect(programs).not.toEqual([]);
	});

	for (const program of programs) {
		const cases = readList(program.cases, 'cases', readObject);
		test(`${readString(program.id, 'id')}: ${cases.length} results`, () => {
			expect(cases).not.toEqual([]);
			const session = started(program);
			for (const each of cases) compare(session, each);
		});
	}
});

function started(program: JsonObject): Session {
	const session = createSession();
	const source = `set example ${readString(program.setExample, 'setExample')}\n${readString(program.source, 'source')}\n`;
	const parsed = parseRasp(source);
	expect(parsed.problems).toEqual([]);
	session.run(parsed.program, source);
	return session;
}

function compare(session: Session, each: JsonObject): void {
	const value = session.value(readString(each.output, 'output'));
	const result = readObject(each.result, 'result');
	if (value === undefined) throw new Error(`nothing is called ${String(each.output)}`);
	if (result.kind === 'value') {
		expect(asJson(value)).toEqual(result.val);
		return;
	}
	const applied = session.apply(value, session.evaluate(readString(each.input, 'input')));
	if (result.kind === 'selector') {
		expect(applied.items.map(bits)).toEqual(result.rows);
		return;
	}
	const values = applied.items.map(asAtom);
	if (result.type !== undefined) expect(sequenceType(values)).toBe(result.type);
	expect(sequenceText(values)).toBe(result.text);
	if (result.vals === undefined) return;
	const recorded = typeof result.vals === 'string' ? [...result.vals] : readList(result.vals, 'vals', (entry) => entry);
	expect(values.length).toBe(recorded.length);
	for (const [at, one] of values.entries()) {
		const expected = recorded[at];
		if (typeof one === 'number' && typeof expected === 'number')
			expect(Math.abs(one - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
		else expect(asJson(one)).toEqual(expected);
	}
}

function bits(row: RaspValue): string {
	return isList(row) ? row.items.map((cell) => (cell === true ? '1' : '0')).join('') : 'no row';
}

function isList(value: RaspValue): value is RaspList {
	return typeof value === 'object' && 'kind' in value && value.kind === 'list';
}

function asAtom(value: RaspValue): bigint | number | string | boolean {
	if (typeof value === 'object') throw new Error('a sequence holds a value that is no atom');
	return value;
}

/** Ints beyond 2^53 lose digits in JSON; the recorded text has them. */
function asJson(value: RaspValue): unknown {
	if (typeof value === 'bigint') return Number(value);
	return isList(value) ? value.items.map(asJson) : value;
}
