import { create, toBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { StringStringEntryProtoSchema, TensorProtoSchema } from 'onnx-buf';
import { expect, test } from 'vitest';
import { bytesField, integerField, joinPieces, message, messageField, textField } from './protobuf.js';

test('text is encoded as by another library', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ minLength: 1, maxLength: 300 }), (key, value) => {
			const expected = toBinary(StringStringEntryProtoSchema, create(StringStringEntryProtoSchema, { key, value }));
			expect(joinPieces(message([textField(1, key), textField(2, value)]))).toEqual(expected);
		}),
	);
});

test('whole numbers and bytes are encoded as by another library', () => {
	const number = fc.integer({ min: 1, max: 2 ** 31 - 1 });
	fc.assert(
		fc.property(number, fc.uint8Array({ minLength: 1, maxLength: 300 }), (dataType, rawData) => {
			const expected = toBinary(TensorProtoSchema, create(TensorProtoSchema, { dataType, rawData }));
			expect(joinPieces(message([integerField(2, dataType), bytesField(9, rawData)]))).toEqual(expected);
		}),
	);
});

test('a negative number takes ten bytes, and a message says how long it is', () => {
	expect(joinPieces(messageField(3, integerField(1, -1)))).toEqual(
		Uint8Array.of(0x1a, 11, 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
	);
});
