import type { Columns, Program } from '@alta-ts/core';
import { library } from '@alta-ts/programs';
import { describe, expect, test } from 'vitest';
import { asRecorded, HELPER, ourName } from './counterpart.js';
import { evaluators } from './evaluators.js';
import { goldenFiles, readGolden, reportUnknownKeys } from './golden-folder.js';
import { type JsonObject, readList, readNumber, readObject } from './json.js';
import { readValue } from './program-recording.js';

const FILE = 'traces-parity.json';
const RECORD_KEYS = ['model_input', 'layer_idx', 'element_idx', 'variables_in', 'variables_out', 'vector_in', 'vector_out'];
const isThere = goldenFiles('alta').includes(FILE);

describe.runIf(isThere)(`${FILE}`, () => {
	const file = readObject(isThere ? readGolden('alta', FILE) : { sets: [] }, FILE);
	const sets = readList(file.sets, `${FILE}.sets`, readObject);
	const records = sets.map((set) => readList(set.records, `${FILE}.records`, readObject));
	reportUnknownKeys(
		FILE,
		records.flat().flatMap((record) => Object.keys(record).filter((key) => !RECORD_KEYS.includes(key))),
	);

	test('has records', () => {
		expect(records.flat().length).toBeGreaterThan(0);
	});

	for (const [engine, run] of Object.entries(evaluators)) {
		for (const [index, set] of records.entries()) {
			test(`${engine}, set ${index}: ${String(sets[index]?.program)}`, async () => {
				expect.hasAssertions();
				const program = programOf(set);
				for (const record of set) {
					const input = readList(record.model_input, 'model_input', readNumber);
					const layer = readNumber(record.layer_idx, 'layer_idx');
					const tokens = input.map((id) => program.input.tokens[id] ?? `#${id}`);
					const trace = (await run(program, tokens, { layers: layer + 1 })).trace.layers[layer];
					const position = readNumber(record.element_idx, 'element_idx');
					expectPosition(trace?.afterAttention ?? {}, position, readObject(record.variables_in, 'variables_in'));
					expectPosition(trace?.afterUpdates ?? {}, position, readObject(record.variables_out, 'variables_out'));
				}
			});
		}
	}
});

/** The program whose variables the records name, built for the longest of their inputs. A record holds no id that could be looked up. */
function programOf(records: readonly JsonObject[]): Program {
	const names = Object.keys(readObject(records[0]?.variables_in, 'variables_in')).filter((name) => name !== HELPER);
	const longest = Math.max(...records.map((record) => readList(record.model_input, 'model_input', readNumber).length));
	for (const task of library) {
		const program = task.program('maxLength' in task.options ? { maxLength: Math.max(10, longest) } : {});
		const ours = program.variables.map((variable) => variable.name).sort();
		if (JSON.stringify(ours) === JSON.stringify(names.map((name) => ourName(name)).sort())) return program;
	}
	throw new Error(`${FILE}: no program has the variables ${names.join(', ')}`);
}

function expectPosition(columns: Columns, position: number, recorded: JsonObject): void {
	for (const [name, value] of Object.entries(recorded)) {
		if (name === HELPER) continue;
		const column = columns[ourName(name)];
		if (column === undefined) throw new Error(`no variable of ours is the recorded ${name}`);
		expect({ name, position, value: asRecorded(column[position]) }).toEqual({ name, position, value: readValue(value, name) });
	}
}
