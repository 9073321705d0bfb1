/** Encodes text as UTF-8. A surrogate without its partner becomes U+FFFD, as is usual. */
export function encodeUtf8(text: string): Uint8Array {
	// A UTF-16 unit takes at most three bytes.
	const bytes = new Uint8Array(text.length * 3);
	let length = 0;
	for (const character of text) {
		const given = character.codePointAt(0) ?? 0;
		const point = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given;
		if (point < 0x80) {
			bytes[length++] = point;
		} else if (point < 0x800) {
			bytes[length++] = 0xc0 | (point >> 6);
			bytes[length++] = continuation(point);
		} else if (point < 0x10000) {
			bytes[length++] = 0xe0 | (point >> 12);
			bytes[length++] = continuation(point >> 6);
			bytes[length++] = continuation(point);
		} else {
			bytes[length++] = 0xf0 | (point >> 18);
			bytes[length++] = continuation(point >> 12);
			bytes[length++] = continuation(point >> 6);
			bytes[length++] = continuation(point);
		}
	}
	return bytes.slice(0, length);
}

function continuation(bits: number): number {
	return 0x80 | (bits & 0x3f);
}

/** Decodes UTF-8, or returns undefined if the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
	const pieces: string[] = [];
	let units: number[] = [];
	let index = 0;
	while (index < bytes.length) {
		const first = bytes[index] ?? 0;
		const extra = continuationsAfter(first);
		if (extra === undefined || index + extra >= bytes.length) return undefined;
		let point = extra === 0 ? first : first & (0x3f >> extra);
		for (let step = 1; step <= extra; step++) {
			const next = bytes[index + step] ?? 0;
			if ((next & 0xc0) !== 0x80) return undefined;
			point = (point << 6) | (next & 0x3f);
		}
		if (!isMinimal(point, extra)) return undefined;
		if (point < 0x10000) units.push(point);
		else units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff));
		if (units.length >= 4096) {
			pieces.push(String.fromCharCode(...units));
			units = [];
		}
		index += extra + 1;
	}
	pieces.push(String.fromCharCode(...units));
	return pieces.join('');
}

/** How many bytes follow the first of a character; undefined if none can start with this byte. */
function continuationsAfter(first: number): number | undefined {
	if (first < 0x80) return 0;
	if (first >= 0xc2 && first <= 0xdf) return 1;
	if (first >= 0xe0 && first <= 0xef) return 2;
	return first >= 0xf0 && first <= 0xf4 ? 3 : undefined;
}

/** Whether a character needed that many bytes, and is one at all: surrogates are not. */
function isMinimal(point: number, extra: number): boolean {
	if (extra === 2) return point >= 0x800 && (point < 0xd800 || point > 0xdfff);
	if (extra === 3) return point >= 0x10000 && point <= 0x10ffff;
	return true;
}
