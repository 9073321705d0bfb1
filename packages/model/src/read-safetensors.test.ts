import { isAltaError } from '@alta-ts/diagnostics';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataOf } from './half-precision.js';
import { readSafetensors } from './read-safetensors.js';
import type { SafetensorsTensor } from './safetensors.js';
import { encodeUtf8 } from './utf8.js';
import { writeSafetensors } from './write-safetensors.js';

/** A file with this header, as it is, and so many bytes of data. */
function file(header: string, dataLength = 0, headerLength?: bigint): Uint8Array {
	const text = encodeUtf8(header);
	const bytes = new Uint8Array(8 + text.length + dataLength);
	new DataView(bytes.buffer).setBigUint64(0, headerLength ?? BigInt(text.length), true);
	bytes.set(text, 8);
	return bytes;
}

function entry(dtype: unknown, shape: unknown, offsets: unknown): object {
	return { dtype, shape, data_offsets: offsets };
}

function problemsOf(bytes: Uint8Array): string[] {
	try {
		readSafetensors(bytes);
		return [];
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return error.problems.map((each) => `${each.code} ${each.where.join(' › ')}`);
	}
}

function problemsOfHeader(header: unknown, dataLength = 0): string[] {
	return problemsOf(file(JSON.stringify(header), dataLength));
}

const numbers = fc.oneof(
	fc.float32Array().map((data): SafetensorsTensor => ({ dtype: 'F32', shape: [data.length], data })),
	fc
		.float64Array()
		.map((data): SafetensorsTensor => ({ dtype: 'F16', shape: [data.length], data: Float32Array.from(dataOf('f16', data)) })),
	fc
		.float64Array()
		.map((data): SafetensorsTensor => ({ dtype: 'BF16', shape: [data.length], data: Float32Array.from(dataOf('bf16', data)) })),
	fc.float64Array().map((data): SafetensorsTensor => ({ dtype: 'F64', shape: [1, data.length], data })),
	fc.int32Array().map((data): SafetensorsTensor => ({ dtype: 'I32', shape: [data.length, 1], data })),
	fc.uint32Array().map((data): SafetensorsTensor => ({ dtype: 'U32', shape: [data.length], data })),
	fc.int16Array().map((data): SafetensorsTensor => ({ dtype: 'I16', shape: [data.length], data })),
	fc.uint16Array().map((data): SafetensorsTensor => ({ dtype: 'U16', shape: [data.length], data })),
	fc.int8Array().map((data): SafetensorsTensor => ({ dtype: 'I8', shape: [data.length], data })),
	fc.uint8Array().map((data): SafetensorsTensor => ({ dtype: 'U8', shape: [data.length], data })),
	fc.uint8Array({ max: 1 }).map((data): SafetensorsTensor => ({ dtype: 'BOOL', shape: [data.length], data })),
	fc.bigInt64Array().map((data): SafetensorsTensor => ({ dtype: 'I64', shape: [data.length], data })),
	fc.bigUint64Array().map((data): SafetensorsTensor => ({ dtype: 'U64', shape: [data.length], data })),
	fc.double().map((value): SafetensorsTensor => ({ dtype: 'F64', shape: [], data: Float64Array.of(value) })),
);
const names = fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__' && name !== '__metadata__');
const files = fc.record({
	tensors: fc.dictionary(names, numbers, { maxKeys: 6, noNullPrototype: true }),
	metadata: fc.dictionary(names, fc.string(), { maxKeys: 3, noNullPrototype: true }),
});

describe('readSafetensors', () => {
	test('reads what writeSafetensors wrote', () => {
		fc.assert(
			fc.property(files, (given) => {
				expect(readSafetensors(writeSafetensors(given.tensors, given.metadata))).toEqual(given);
			}),
		);
	});

	test('reads a file at any offset of a larger buffer, and copies', () => {
		const bytes = writeSafetensors({ a: { dtype: 'F64', shape: [1], data: Float64Array.of(2.5) } });
		const larger = new Uint8Array(bytes.length + 3);
		larger.set(bytes, 3);
		const { tensors } = readSafetensors(larger.subarray(3));
		larger.fill(0);
		expect(tensors.a?.data).toEqual(Float64Array.of(2.5));
	});

	test('reads F16 and BF16', () => {
		const halves = [0x3c00, 0xc000, 0x0001, 0x7bff, 0x8000, 0x7c00, 0x7e00];
		const bytes = file(JSON.stringify({ h: entry('F16', [7], [0, 14]), b: entry('BF16', [2], [14, 18]) }), 18);
		const view = new DataView(bytes.buffer);
		const start = bytes.length - 18;
		for (const [index, bits] of [...halves, 0x3f80, 0xc049].entries()) view.setUint16(start + 2 * index, bits, true);
		const { tensors } = readSafetensors(bytes);
		expect(tensors.h).toEqual({
			dtype: 'F16',
			shape: [7],
			data: Float32Array.of(1, -2, 2 ** -24, 65504, -0, Number.POSITIVE_INFINITY, Number.NaN),
		});
		expect(tensors.b).toEqual({ dtype: 'BF16', shape: [2], data: Float32Array.of(1, -3.140625) });
	});

	test('ALTA3201: refuses files without a header', () => {
		for (const bytes of [new Uint8Array(0), new Uint8Array(7), file('', 0, 1n), file('{}', 0, 2n ** 64n - 1n), file('{}', 0, 2n ** 63n)]) {
			expect(problemsOf(bytes)).toEqual(['ALTA3201 ']);
		}
		for (const header of ['', '{', '[]', 'null', '"text"', '{}}', '['.repeat(100_000)])
			expect(problemsOf(file(header))).toEqual(['ALTA3201 ']);
		expect(problemsOf(Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 0xff))).toEqual(['ALTA3201 ']);
		const long = new Uint8Array(100_000_009);
		new DataView(long.buffer).setBigUint64(0, 100_000_001n, true);
		expect(problemsOf(long)).toEqual(['ALTA3201 ']);
	});

	test('ALTA3202: refuses malformed entries, all at once', () => {
		const header = {
			text: 'F32',
			list: [],
			nothing: null,
			extra: { ...entry('U8', [0], [0, 0]), more: 1 },
			less: { dtype: 'U8', shape: [0] },
			dtype: entry('F8', [0], [0, 0]),
			inherited: entry('constructor', [0], [0, 0]),
			negative: entry('U8', [-1], [0, 0]),
			fraction: entry('U8', [0.5], [0, 0]),
			large: entry('U8', [2 ** 53], [0, 0]),
			words: entry('U8', ['1'], [0, 0]),
			shapeless: entry('U8', {}, [0, 0]),
			three: entry('U8', [0], [0, 0, 0]),
			one: entry('U8', [0], [0]),
			minus: entry('U8', [0], [-1, 0]),
			half: entry('U8', [0], [0, 0.5]),
		};
		expect(problemsOfHeader(header)).toEqual(Object.keys(header).map((name) => `ALTA3202 tensor ${name}`));
		for (const metadata of [[], 'text', null, { key: 1 }, { key: null }]) {
			expect(problemsOfHeader({ __metadata__: metadata })).toEqual(['ALTA3202 tensor __metadata__']);
		}
	});

	test('ALTA3203: refuses offsets that are wrong', () => {
		const cases: [object, number][] = [
			[{ a: entry('U8', [5], [0, 5]) }, 4],
			[{ a: entry('U8', [0], [9, 9]) }, 4],
			[{ a: entry('U8', [0], [2, 1]) }, 4],
			[{ a: entry('F32', [2], [0, 4]) }, 4],
			[{ a: entry('U8', [2 ** 50, 2 ** 50], [0, 4]) }, 4],
			[{ a: entry('U8', [2 ** 53 - 1, ...new Array<number>(30).fill(2 ** 53 - 1), 0], [0, 0]) }, 0],
			[{ z: entry('U8', [2], [0, 2]), a: entry('U8', [2], [1, 3]) }, 3],
			[{ z: entry('U8', [1], [0, 1]), a: entry('U8', [1], [2, 3]) }, 3],
			[{ a: entry('U8', [1], [1, 2]) }, 2],
			[{ z: entry('U8', [1], [0, 1]), a: entry('F32', [1], [1, 5]) }, 5],
		];
		for (const [header, length] of cases) expect(problemsOfHeader(header, length)).toEqual(['ALTA3203 tensor a']);
		expect(problemsOfHeader({ a: entry('U8', [1], [0, 1]) }, 2)).toEqual(['ALTA3203 ']);
		expect(problemsOfHeader({}, 1)).toEqual(['ALTA3203 ']);
	});

	test('ALTA3204: refuses names that occur twice or are reserved', () => {
		const one = JSON.stringify(entry('U8', [0], [0, 0]));
		expect(problemsOf(file(`{"a":${one},"\\u0061":${one}}`))).toEqual(['ALTA3204 tensor a']);
		expect(problemsOf(file('{"a":{"dtype":"U8","dtype":"I8","shape":[0],"data_offsets":[0,0]}}'))).toEqual(['ALTA3204 tensor dtype']);
		expect(problemsOf(file('{"__metadata__":{"k":"1","k":"2"}}'))).toEqual(['ALTA3204 tensor k']);
		expect(problemsOf(file(`{"__proto__":${one}}`))).toEqual(['ALTA3204 tensor __proto__']);
		expect(problemsOf(file(`{"a\\"{:":${one},"b":${one}}`))).toEqual([]);
	});

	test('never throws anything but an AltaError', () => {
		fc.assert(
			fc.property(files, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 }), (given, place, patch) => {
				const bytes = writeSafetensors(given.tensors, given.metadata);
				const at = place % bytes.length;
				expect(problemsOf(bytes.subarray(0, at))).not.toEqual([]);
				bytes.set(patch.subarray(0, bytes.length - at), at);
				expect(problemsOf(bytes).every((each) => each.startsWith('ALTA32'))).toBe(true);
			}),
		);
		fc.assert(fc.property(fc.json(), fc.nat(64), (header, length) => void problemsOf(file(header, length))));
		fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void problemsOf(bytes)));
	});

	test('keeps messages short', () => {
		const error = problemsOfHeader(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}${'x'.repeat(1000)}`, null])));
		expect(error.length).toBeLessThan(50);
		expect(error.join('\n').length).toBeLessThan(10_000);
	});
});
