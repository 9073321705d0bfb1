/**
 * What a value is, in a few words, for messages to callers in JavaScript who passed another than they meant to.
 *
 * @example
 * ```ts
 * import { describeValue } from '@alta-ts/diagnostics';
 * [describeValue(3), describeValue(Promise.resolve(3)), describeValue(new Set())] // => ['the number 3', 'a promise', 'an object (Set)']
 * ```
 */
export function describeValue(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return `the string ${JSON.stringify(value)}`;
		case 'number':
		case 'boolean':
			return `the ${typeof value} ${value}`;
		case 'function':
			return 'a function';
		case 'object':
			return value === null ? 'null' : describeObject(value);
		default:
			return String(value);
	}
}

function describeObject(value: object): string {
	if ('then' in value && typeof value.then === 'function') return 'a promise';
	if (Array.isArray(value)) return 'an array';
	const { name } = value.constructor ?? Object;
	return name === 'Object' ? 'an object' : `an object (${name})`;
}
