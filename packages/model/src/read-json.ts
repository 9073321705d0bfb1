import type { Atom } from '@alta-ts/core';
import { altaError, type Problem, problem } from '@alta-ts/diagnostics';
import { decodeUtf8 } from './utf8.js';

/** A place in a JSON file, to be read as the type that should be there. */
export interface JsonAt {
	readonly value: unknown;
	readonly file: string;
	/** Such as `config.stages[0].repeat`; empty for the whole file. */
	readonly path: string;
	/** Where problems go. A reader that finds one returns a placeholder, so that the rest is read too. */
	readonly problems: Problem[];
}

/** Problems after these are not noted: a broken file has as many as it has fields. */
const MOST_PROBLEMS = 20;

/** The largest size or index a file may hold: tensors index rows and columns with 32 bits. */
const LARGEST_COUNT = 2 ** 31 - 1;

/** Parses a file. Throws ALTA3302 if it is not JSON in UTF-8. */
export function parseJson(file: string, bytes: Uint8Array): unknown {
	const text = decodeUtf8(bytes);
	if (text === undefined) throw notJson(file, 'not text in UTF-8');
	try {
		return JSON.parse(text);
	} catch {
		throw notJson(file, 'not JSON');
	}
}

function notJson(file: string, what: string): Error {
	return altaError('ALTA3302', {
		what: `The file ${file} is ${what}.`,
		where: [`file ${file}`],
		why: 'It was cut short, changed by hand, or is a file of another kind.',
		fix: 'Save the model again, or fetch the file again.',
	});
}

/** Notes that a place does not hold what it should, which `expected` says in words. */
export function refuse(at: JsonAt, expected: string): void {
	const place = at.path === '' ? 'The content' : `The field ${shorten(at.path)}`;
	const found = at.value === undefined ? 'is missing' : 'is something else';
	note(
		at,
		`${place} of ${at.file} should be ${expected}, but ${found}.`,
		'Without it the model means nothing certain.',
		'Correct the field',
	);
}

function refuseUnknown(at: JsonAt): void {
	const what = `There is no field ${shorten(at.path)} in a file ${at.file}.`;
	note(at, what, 'A field that is not known is most often one with a misspelt name.', 'Correct its name, remove it');
}

function note(at: JsonAt, what: string, why: string, fix: string): void {
	if (at.problems.length >= MOST_PROBLEMS) return;
	const where = [`file ${at.file}`, ...(at.path === '' ? [] : [`field ${shorten(at.path)}`])];
	at.problems.push(problem('ALTA3304', { what, where, why, fix: `${fix}, or save the model again.` }));
}

/** Text for a message: the end of what is too long is left out. */
export function shorten(text: string): string {
	return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}

/** An object with these fields and no other. */
export function readFields(at: JsonAt, names: readonly string[]): (name: string) => JsonAt {
	const fields = entriesOf(at.value);
	if (fields === undefined) refuse(at, 'an object');
	for (const [name, field] of fields ?? []) {
		if (!names.includes(name)) refuseUnknown({ ...at, path: fieldPath(at, name), value: field });
	}
	return (name) => readField(at, name);
}

/** One field, whatever others there are. Where there is no object, problems with the field are not noted. */
export function readField(at: JsonAt, name: string): JsonAt {
	const fields = entriesOf(at.value);
	const value = fields?.find(([key]) => key === name)?.[1];
	return { ...at, value, path: fieldPath(at, name), problems: fields === undefined ? [] : at.problems };
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}

function fieldPath(at: JsonAt, name: string): string {
	return at.path === '' ? name : `${at.path}.${name}`;
}

/** What `read` makes of a field, or undefined if the field is absent. */
export function readOptional<T>(at: JsonAt, read: (at: JsonAt) => T): T | undefined {
	return at.value === undefined ? undefined : read(at);
}

/** A list, each item read by `read`. */
export function readList<T>(at: JsonAt, read: (at: JsonAt) => T): T[] {
	if (Array.isArray(at.value)) return at.value.map((value: unknown, index) => read({ ...at, value, path: `${at.path}[${index}]` }));
	refuse(at, 'a list');
	return [];
}

/** An object of any keys, each field read by `read`. */
export function readRecord<T>(at: JsonAt, read: (at: JsonAt) => T): Record<string, T> {
	const fields = entriesOf(at.value);
	if (fields !== undefined) {
		return Object.fromEntries(fields.map(([key, value]) => [key, read({ ...at, value, path: fieldPath(at, key) })]));
	}
	refuse(at, 'an object');
	return {};
}

/** Text. */
export function readString(at: JsonAt): string {
	if (typeof at.value === 'string') return at.value;
	refuse(at, 'text');
	return '';
}

/** A truth value. */
export function readBoolean(at: JsonAt): boolean {
	if (typeof at.value === 'boolean') return at.value;
	refuse(at, 'true or false');
	return false;
}

/** A finite number. */
export function readNumber(at: JsonAt): number {
	if (typeof at.value === 'number' && Number.isFinite(at.value)) return at.value;
	refuse(at, 'a finite number');
	return 0;
}

/** A whole number that is not negative and fits 32 bits: a size or an index. */
export function readCount(at: JsonAt): number {
	if (typeof at.value === 'number' && Number.isInteger(at.value) && at.value >= 0 && at.value <= LARGEST_COUNT) return at.value;
	refuse(at, `a whole number from 0 to ${LARGEST_COUNT}`);
	return 0;
}

/** A whole number, negative ones included. */
export function readInteger(at: JsonAt): number {
	if (typeof at.value === 'number' && Number.isSafeInteger(at.value)) return at.value;
	refuse(at, 'a whole number');
	return 0;
}

/** Text, a finite number or a truth value. */
export function readAtom(at: JsonAt): Atom {
	const { value } = at;
	if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
	refuse(at, 'text, a finite number, true or false');
	return '';
}

/** One of a few words. */
export function readChoice<const T extends string>(at: JsonAt, first: T, ...more: readonly T[]): T {
	const choices = [first, ...more];
	const found = choices.find((choice) => choice === at.value);
	if (found !== undefined) return found;
	refuse(at, choices.map((choice) => JSON.stringify(choice)).join(' or '));
	return first;
}
