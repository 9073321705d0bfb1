import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

describe('UTF-8', () => {
	test('encodes and decodes any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(decodeUtf8(encodeUtf8(text))).toBe(text);
			}),
		);
	});

	test('replaces half a character', () => {
		expect(decodeUtf8(encodeUtf8('a\ud800b'))).toBe('a\ufffdb');
	});

	test('agrees with the encoder of the machine', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect([...encodeUtf8(text)]).toEqual([...Buffer.from(text, 'utf8')]);
			}),
		);
	});

	test('decodes exactly the bytes that are UTF-8', () => {
		const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
		const lead = fc.constantFrom(0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0x8f, 0x90, 0x9f, 0xa0);
		fc.assert(
			fc.property(fc.array(fc.oneof(lead, fc.nat(255)), { maxLength: 6 }), (list) => {
				const bytes = Uint8Array.from(list);
				let expected: string | undefined;
				try {
					expected = strict.decode(bytes);
				} catch {
					expected = undefined;
				}
				expect(decodeUtf8(bytes)).toBe(expected);
			}),
			{ numRuns: 2000 },
		);
	});

	test('takes long texts', () => {
		const text = 'añ☃😀'.repeat(20_000);
		expect(decodeUtf8(encodeUtf8(text))).toBe(text);
	});
});
