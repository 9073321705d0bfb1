const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes that a text in base64 stands for. */
export function fromBase64(text: string): Uint8Array {
	const digits = Array.from(text.replace(/=+$/, ''), (character) => ALPHABET.indexOf(character));
	const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
	for (let index = 0; index < bytes.length; index++) {
		const first = Math.floor((index * 8) / 6);
		const shift = (index * 8) % 6;
		const pair = ((digits[first] ?? 0) << 6) | (digits[first + 1] ?? 0);
		bytes[index] = pair >> (4 - shift);
	}
	return bytes;
}
