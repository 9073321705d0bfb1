import type { GraphValue } from '@alta-ts/rasp';
import { goldenFiles, readGolden } from '../golden-folder.js';
import { type JsonObject, readList, readNumber, readObject, readString } from '../json.js';
import { readValue } from './read-value.js';

/** A recorded program with the vocabulary and length it was recorded for. */
export interface RecordedProgram {
	readonly id: string;
	readonly program: JsonObject;
	readonly vocabulary: readonly (string | number | boolean)[];
	readonly maxLength: number;
}

/** A recorded input and the outputs of the recorded evaluator, plain and causal; a kind that was not recorded is absent. */
export interface RecordedCase {
	readonly input: readonly GraphValue[];
	readonly output?: readonly GraphValue[];
	readonly causalOutput?: readonly GraphValue[];
}

/** Whether there is a recording of this name. */
export function isRecorded(file: string): boolean {
	return goldenFiles('tracr').includes(file);
}

/** All recorded programs; none where the recording is absent. */
export function recordedPrograms(): readonly RecordedProgram[] {
	if (!isRecorded('programs.json')) return [];
	const programs = readObject(readGolden('tracr', 'programs.json'), 'programs.json');
	return Object.entries(programs).map(([id, json]) => readProgram(id, readObject(json, id)));
}

/** Recorded cases by the id of their program. */
export function recordedCases(file: string): ReadonlyMap<string, readonly RecordedCase[]> {
	if (!isRecorded(file)) return new Map();
	const entries = readList(readGolden('tracr', file), file, readObject);
	return new Map(entries.map((entry) => [readString(entry.id, 'id'), readList(entry.cases, 'cases', readCase)] as const));
}

/** A recorded compilation, with what the recorded evaluator answers. */
export interface RecordedCompilation {
	readonly id: string;
	readonly vocabulary: readonly (string | number | boolean)[];
	readonly maxLength: number;
	readonly causal: boolean;
	readonly cases: readonly { readonly input: readonly GraphValue[]; readonly answer: readonly GraphValue[] }[];
}

/** All recorded compilations that have cases. */
export function recordedCompilations(): readonly RecordedCompilation[] {
	if (!isRecorded('compiled.json')) return [];
	return readList(readGolden('tracr', 'compiled.json'), 'compiled.json', readObject).flatMap((entry) => {
		if (entry.cases === undefined) return [];
		const id = readString(entry.id, 'id');
		const cases = readList(entry.cases, `${id}.cases`, (json, place) => {
			const each = readObject(json, place);
			const values = (key: string): readonly GraphValue[] => readList(each[key], `${place}.${key}`, readValue);
			return { input: values('input'), answer: values('rasp') };
		});
		const vocabulary = readList(entry.vocab, `${id}.vocab`, readToken);
		return [{ id, vocabulary, maxLength: readNumber(entry.maxSeqLen, `${id}.maxSeqLen`), causal: entry.causal === true, cases }];
	});
}

/** A program that Tracr refuses, or that its checks miss. `failing` is an input on which evaluation fails, where one is recorded. */
export interface RecordedError extends RecordedProgram {
	readonly failing?: readonly GraphValue[];
}

/** All recorded programs that Tracr has trouble with. */
export function recordedErrors(): readonly RecordedError[] {
	if (!isRecorded('errors.json')) return [];
	const { programs } = readObject(readGolden('tracr', 'errors.json'), 'errors.json');
	return readList(programs, 'programs', readObject).map((entry) => {
		const id = readString(entry.id, 'id');
		const validation = readObject(entry.dynamicValidation, `${id}.dynamicValidation`);
		const input = readList(validation.input, `${id}.input`, readValue);
		return { ...readProgram(id, entry), ...(validation.error === undefined ? {} : { failing: input }) };
	});
}

/** The names of recorded errors of interfaces. */
export function recordedInterfaceErrors(): readonly string[] {
	if (!isRecorded('errors.json')) return [];
	const { api } = readObject(readGolden('tracr', 'errors.json'), 'errors.json');
	return readList(api, 'api', readObject).map((entry) => readString(entry.id, 'id'));
}

function readProgram(id: string, entry: JsonObject): RecordedProgram {
	return {
		id,
		program: readObject(entry.program, `${id}.program`),
		vocabulary: readList(entry.vocab, `${id}.vocab`, readToken),
		maxLength: readNumber(entry.maxSeqLen, `${id}.maxSeqLen`),
	};
}

function readCase(json: unknown, place: string): RecordedCase {
	const entry = readObject(json, place);
	const values = (key: string): readonly GraphValue[] => readList(entry[key], `${place}.${key}`, readValue);
	return {
		input: values('input'),
		...(entry.output === undefined ? {} : { output: values('output') }),
		...(entry.causalOutput === undefined ? {} : { causalOutput: values('causalOutput') }),
	};
}

function readToken(json: unknown, place: string): string | number | boolean {
	if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean') return json;
	throw new Error(`${place} is not a token`);
}
