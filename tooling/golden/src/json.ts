/** A JSON object whose keys are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads an object out of JSON. `place` says where it was, for the error. */
export function readObject(value: unknown, place: string): JsonObject {
	if (isObject(value)) return value;
	throw new Error(`${place} is not an object`);
}

/** Reads a list out of JSON, each entry with `read`. */
export function readList<T>(value: unknown, place: string, read: (entry: unknown, place: string) => T): readonly T[] {
	if (!Array.isArray(value)) throw new Error(`${place} is not a list`);
	return value.map((entry: unknown, index) => read(entry, `${place}[${index}]`));
}

/** Reads a number out of JSON. */
export function readNumber(value: unknown, place: string): number {
	if (typeof value === 'number') return value;
	throw new Error(`${place} is not a number`);
}

/** Reads a number or null out of JSON. */
export function readNumberOrNull(value: unknown, place: string): number | null {
	return value === null ? null : readNumber(value, place);
}

/** Reads a string out of JSON. */
export function readString(value: unknown, place: string): string {
	if (typeof value === 'string') return value;
	throw new Error(`${place} is not a string`);
}

/** Reads what may be absent. */
export function optional<T>(value: unknown, place: string, read: (value: unknown, place: string) => T): T | undefined {
	return value === undefined ? undefined : read(value, place);
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
