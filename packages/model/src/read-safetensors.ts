import { altaError, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import { duplicateKeys } from './duplicate-keys.js';
import { shorten } from './read-json.js';
import { ITEM_BYTES, isTensorName, METADATA, type Safetensors, type SafetensorsTensor } from './safetensors.js';
import { readArray } from './safetensors-arrays.js';
import { decodeUtf8 } from './utf8.js';

/** The largest header that is read. One entry takes about a hundred bytes. */
const LARGEST_HEADER = 100_000_000;

/**
 * Reads a safetensors file. The numbers are copied: the bytes can be dropped.
 *
 * The file may come from anywhere. Everything is checked before memory is taken, and a file is refused unless its tensors fill it without
 * gaps or overlaps, each aligned to the size of its numbers.
 *
 * @throws ALTA3201 if the header cannot be read, ALTA3202 if an entry of it is malformed, ALTA3203 if offsets are wrong, ALTA3204 if a
 * name occurs twice or is reserved; each names the tensor.
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
	const { text, dataStart } = headerText(bytes);
	const header = parseHeader(text);
	const problems: Problem[] = [];
	const metadata = readMetadata(header, problems);
	const entries = header
		.filter(([name]) => name !== METADATA)
		.flatMap(([name, value]) => {
			const entry = readEntry(name, value, bytes.length - dataStart, problems);
			return entry === undefined ? [] : [entry];
		});
	throwProblems(problems.slice(0, MOST_PROBLEMS));
	throwProblems(coverProblems(entries, bytes.length - dataStart).slice(0, MOST_PROBLEMS));
	const tensors = entries.map((entry): [string, SafetensorsTensor] => [
		entry.name,
		readArray(entry.dtype, entry.shape, copyOf(bytes, dataStart + entry.start, dataStart + entry.end)),
	]);
	return { tensors: Object.fromEntries(tensors), metadata };
}

const MOST_PROBLEMS = 20;

/** A tensor as the header describes it; offsets count from the end of the header. */
interface Entry {
	readonly name: string;
	readonly dtype: string;
	readonly shape: readonly number[];
	readonly start: number;
	readonly end: number;
}

function headerText(bytes: Uint8Array): { readonly text: string; readonly dataStart: number } {
	if (bytes.length < 8) throw headerError(`The file has ${bytes.length} bytes, not even the eight that give the length of the header.`);
	const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
	if (length > BigInt(bytes.length - 8))
		throw headerError(`The header should have ${length} bytes, but the file ends after ${bytes.length - 8}.`);
	if (length > BigInt(LARGEST_HEADER)) throw headerError(`The header has ${length} bytes, more than ${LARGEST_HEADER}.`);
	const dataStart = 8 + Number(length);
	const text = decodeUtf8(bytes.subarray(8, dataStart));
	if (text === undefined) throw headerError('The header is not text in UTF-8.');
	return { text, dataStart };
}

function parseHeader(text: string): [string, unknown][] {
	let header: unknown;
	try {
		header = JSON.parse(text);
	} catch {
		throw headerError('The header is not JSON.');
	}
	if (!isObject(header)) throw headerError('The header is not an object.');
	const [twice] = duplicateKeys(text);
	if (twice !== undefined)
		throw nameError(twice, `The header has the key ${show(twice)} twice.`, 'It is not clear which of the two is meant.');
	const entries = Object.entries(header);
	for (const [name] of entries) {
		if (name !== METADATA && !isTensorName(name))
			throw nameError(name, `A tensor is called ${name}.`, 'The name has a meaning of its own.');
	}
	return entries;
}

function readMetadata(header: readonly [string, unknown][], problems: Problem[]): Record<string, string> {
	const value = header.find(([name]) => name === METADATA)?.[1];
	if (value === undefined) return {};
	const entries = isObject(value) ? Object.entries(value) : undefined;
	const texts = entries?.flatMap(([key, text]): [string, string][] => (typeof text === 'string' ? [[key, text]] : []));
	if (texts !== undefined && texts.length === entries?.length) return Object.fromEntries(texts);
	problems.push(entryProblem(METADATA, 'The metadata is not an object of texts.'));
	return {};
}

function readEntry(name: string, value: unknown, available: number, problems: Problem[]): Entry | undefined {
	if (!isObject(value)) return note(problems, entryProblem(name, `The entry of ${show(name)} is not an object.`));
	const fields = new Map<string, unknown>(Object.entries(value));
	const dtype = fields.get('dtype');
	const shape = sizes(fields.get('shape'));
	const [start, end, ...more] = sizes(fields.get('data_offsets')) ?? [];
	if (fields.size !== 3) return note(problems, entryProblem(name, `The entry of ${show(name)} has ${fields.size} fields, not three.`));
	const itemBytes = typeof dtype === 'string' ? ITEM_BYTES.get(dtype) : undefined;
	if (typeof dtype !== 'string' || itemBytes === undefined) {
		return note(problems, entryProblem(name, `The dtype of ${show(name)} is not one of ${[...ITEM_BYTES.keys()].join(', ')}.`));
	}
	if (shape === undefined) return note(problems, entryProblem(name, `The shape of ${show(name)} is not a list of sizes.`));
	if (start === undefined || end === undefined || more.length > 0) {
		return note(problems, entryProblem(name, `The offsets of ${show(name)} are not a start and an end.`));
	}
	if (start > end || end > available) {
		return note(
			problems,
			offsetProblem(name, `The offsets of ${show(name)}, ${start} to ${end}, are not inside the ${available} bytes of data.`),
		);
	}
	const needed = shape.reduce((product, size) => product * size, itemBytes);
	if (needed !== end - start) {
		return note(
			problems,
			offsetProblem(name, `The offsets of ${show(name)} hold ${end - start} bytes, but its dtype and shape take ${needed}.`),
		);
	}
	if (start % itemBytes !== 0) {
		return note(
			problems,
			offsetProblem(name, `The tensor ${show(name)} starts at ${start}, which is not a multiple of its ${itemBytes} bytes a number.`),
		);
	}
	return { name, dtype, shape, start, end };
}

function note(problems: Problem[], found: Problem): undefined {
	problems.push(found);
	return undefined;
}

/** Whole numbers that are not negative and that doubles hold exactly, or undefined. */
function sizes(value: unknown): number[] | undefined {
	if (!Array.isArray(value)) return undefined;
	const all: readonly unknown[] = value;
	const numbers = all.filter((each): each is number => typeof each === 'number' && Number.isSafeInteger(each) && each >= 0);
	return numbers.length === all.length ? numbers : undefined;
}

/** Tensors must follow one another from the first byte of data to the last. */
function coverProblems(entries: readonly Entry[], available: number): Problem[] {
	const problems: Problem[] = [];
	let next = 0;
	for (const { name, start, end } of [...entries].sort((a, b) => a.start - b.start || a.end - b.end)) {
		if (start < next)
			problems.push(offsetProblem(name, `The tensor ${show(name)} starts at ${start}, inside the one before it, which ends at ${next}.`));
		if (start > next) problems.push(offsetProblem(name, `There are ${start - next} bytes of no tensor before ${show(name)}.`));
		next = Math.max(next, end);
	}
	if (next < available)
		problems.push(problem('ALTA3203', offsetFacts([], `There are ${available - next} bytes of no tensor at the end of the data.`)));
	return problems;
}

/** A copy that starts at the beginning of its own buffer, so that every dtype is aligned in it. */
function copyOf(bytes: Uint8Array, start: number, end: number): Uint8Array<ArrayBuffer> {
	const copy = new Uint8Array(end - start);
	copy.set(bytes.subarray(start, end));
	return copy;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(name: string): string {
	return JSON.stringify(shorten(name));
}

function headerError(what: string): Error {
	return altaError('ALTA3201', {
		what,
		why: 'The header says what the tensors are and where; it comes first in a safetensors file.',
		fix: 'Check that it is a safetensors file, and fetch it again if it was cut short.',
	});
}

function nameError(name: string, what: string, why: string): Error {
	return altaError('ALTA3204', { what, where: [`tensor ${shorten(name)}`], why, fix: 'Write the file with other names.' });
}

function entryProblem(name: string, what: string): Problem {
	const fix = 'Write the file again, as F64, F32, F16, BF16 or integers.';
	return problem('ALTA3202', { what, where: [`tensor ${shorten(name)}`], why: 'Dtype, shape and offsets say how to read a tensor.', fix });
}

function offsetProblem(name: string, what: string): Problem {
	return problem('ALTA3203', offsetFacts([`tensor ${shorten(name)}`], what));
}

function offsetFacts(where: readonly string[], what: string): { what: string; where: readonly string[]; why: string; fix: string } {
	return { what, where, why: 'Tensors fill a file without gaps or overlaps, each aligned to its numbers.', fix: 'Write the file again.' };
}
