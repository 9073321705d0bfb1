import { describe, expect, test } from 'vitest';
import { decodeUtf8 } from './utf8.js';
import { writeSafetensors } from './write-safetensors.js';

const byte = { dtype: 'U8', shape: [1], data: Uint8Array.of(7) } as const;
const single = { dtype: 'F32', shape: [1, 1], data: Float32Array.of(1) } as const;
const double = { dtype: 'F64', shape: [], data: Float64Array.of(1) } as const;

describe('writeSafetensors', () => {
	test('writes a header, padded to a multiple of eight, then large numbers before small ones', () => {
		const bytes = writeSafetensors({ b: byte, a: byte, c: single, d: double }, { z: '1', y: 'é' });
		const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
		expect(length % 8).toBe(0);
		expect(decodeUtf8(bytes.subarray(8, 8 + length))?.trimEnd()).toBe(
			'{"__metadata__":{"y":"é","z":"1"},' +
				'"d":{"dtype":"F64","shape":[],"data_offsets":[0,8]},' +
				'"c":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]},' +
				'"a":{"dtype":"U8","shape":[1],"data_offsets":[12,13]},' +
				'"b":{"dtype":"U8","shape":[1],"data_offsets":[13,14]}}',
		);
		expect([...bytes.subarray(8 + length)]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0x80, 0x3f, 7, 7]);
	});

	test('writes F16 and BF16 in two bytes each', () => {
		const bytes = writeSafetensors({
			h: { dtype: 'F16', shape: [2], data: Float32Array.of(1, -2) },
			b: { dtype: 'BF16', shape: [1], data: Float32Array.of(1) },
			a: byte,
		});
		expect([...bytes.subarray(-7)]).toEqual([0x80, 0x3f, 0x00, 0x3c, 0x00, 0xc0, 7]);
	});

	test('gives the same bytes whatever the order of the tensors', () => {
		expect(writeSafetensors({ a: byte, c: single, d: double })).toEqual(writeSafetensors({ d: double, c: single, a: byte }));
	});

	test('writes no tensors at all', () => {
		expect(decodeUtf8(writeSafetensors({}).subarray(8))).toBe('{}      ');
	});

	test('ALTA3204: refuses reserved names', () => {
		expect(() => writeSafetensors({ __metadata__: byte })).toThrow('ALTA3204');
		expect(() => writeSafetensors(Object.fromEntries([['__proto__', byte]]))).toThrow('ALTA3204');
	});

	test('ALTA3205: refuses numbers that do not fit the shape', () => {
		expect(() => writeSafetensors({ a: { ...single, shape: [2] } })).toThrow('ALTA3205');
		expect(() => writeSafetensors({ a: { ...single, shape: [-1, -1] } })).toThrow('ALTA3205');
	});
});
