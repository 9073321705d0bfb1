import { encodeUtf8 } from '../utf8.js';

/**
 * The bytes of a protobuf message, in pieces: weights are taken as they are and copied once, when the file is put together.
 * See https://protobuf.dev/programming-guides/encoding.
 */
export interface Message {
	readonly pieces: readonly Uint8Array[];
	readonly length: number;
}

/** Fields one after the other. */
export function message(fields: readonly Message[]): Message {
	return { pieces: fields.flatMap(({ pieces }) => pieces), length: fields.reduce((total, { length }) => total + length, 0) };
}

/** A field that holds a whole number; negative ones take ten bytes. */
export function integerField(field: number, value: number | bigint): Message {
	return ofBytes([...varint(field << 3), ...varint(value)]);
}

/** A field that holds text. */
export function textField(field: number, text: string): Message {
	return bytesField(field, encodeUtf8(text));
}

/** A field that holds bytes. */
export function bytesField(field: number, bytes: Uint8Array): Message {
	return messageField(field, { pieces: [bytes], length: bytes.length });
}

/** A field that holds a message. */
export function messageField(field: number, { pieces, length }: Message): Message {
	const header = Uint8Array.from([...varint((field << 3) | LENGTH_DELIMITED), ...varint(length)]);
	return { pieces: [header, ...pieces], length: header.length + length };
}

const LENGTH_DELIMITED = 2;

/** All pieces as one. */
export function joinPieces({ pieces, length }: Message): Uint8Array {
	const bytes = new Uint8Array(length);
	let place = 0;
	for (const piece of pieces) {
		bytes.set(piece, place);
		place += piece.length;
	}
	return bytes;
}

function ofBytes(bytes: readonly number[]): Message {
	return { pieces: [Uint8Array.from(bytes)], length: bytes.length };
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. */
function varint(value: number | bigint): number[] {
	const bytes: number[] = [];
	let rest = BigInt.asUintN(64, BigInt(value));
	while (rest > 0x7fn) {
		bytes.push(Number(rest & 0x7fn) | 0x80);
		rest >>= 7n;
	}
	bytes.push(Number(rest));
	return bytes;
}
