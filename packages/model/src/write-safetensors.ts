import { altaError } from '@alta-ts/diagnostics';
import { ITEM_BYTES, isTensorName, METADATA, type SafetensorsTensor } from './safetensors.js';
import { arrayBytes } from './safetensors-arrays.js';
import { encodeUtf8 } from './utf8.js';

/**
 * Writes a safetensors file. Equal tensors give equal bytes: the largest numbers come first, tensors of one size by name, metadata by key,
 * and spaces pad the header so that the numbers start at a multiple of eight.
 *
 * @throws ALTA3204 if a name is reserved (`__metadata__`, `__proto__`), ALTA3205 if the numbers of a tensor do not fit its shape.
 * @example
 * ```ts
 * import { readSafetensors, writeSafetensors } from '@alta-ts/model';
 * const bytes = writeSafetensors({ bias: { dtype: 'F32', shape: [2], data: Float32Array.of(1, 2) } });
 * Object.keys(readSafetensors(bytes).tensors) // => ['bias']
 * ```
 */
export function writeSafetensors(
	tensors: Readonly<Record<string, SafetensorsTensor>>,
	metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
	const entries = Object.entries(tensors);
	for (const [name, tensor] of entries) check(name, tensor);
	entries.sort(([a, x], [b, y]) => itemBytes(y) - itemBytes(x) || compare(a, b));
	const fields = metadataFields(metadata);
	let end = 0;
	for (const [name, tensor] of entries) {
		const { dtype, shape, data } = tensor;
		const start = end;
		end += data.length * itemBytes(tensor);
		fields.push(field(name, { dtype, shape, data_offsets: [start, end] }));
	}
	const text = `{${fields.join(',')}}`;
	const unpadded = encodeUtf8(text).length;
	const header = encodeUtf8(text.padEnd(text.length + ((8 - (unpadded % 8)) % 8)));
	const bytes = new Uint8Array(8 + header.length + end);
	new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
	bytes.set(header, 8);
	let place = 8 + header.length;
	for (const [, tensor] of entries) {
		const numbers = arrayBytes(tensor);
		bytes.set(numbers, place);
		place += numbers.length;
	}
	return bytes;
}

function metadataFields(metadata: Readonly<Record<string, string>>): string[] {
	const entries = Object.entries(metadata).sort(([a], [b]) => compare(a, b));
	return entries.length === 0 ? [] : [`${JSON.stringify(METADATA)}:{${entries.map(([key, text]) => field(key, text)).join(',')}}`];
}

function field(name: string, value: unknown): string {
	return `${JSON.stringify(name)}:${JSON.stringify(value)}`;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : 1;
}

function itemBytes(tensor: SafetensorsTensor): number {
	return ITEM_BYTES.get(tensor.dtype) ?? 1;
}

/** Bytes of one number in its array, which is wider than the file for numbers of 16 bits. */
function elementBytes(tensor: SafetensorsTensor): number {
	return tensor.dtype === 'F16' || tensor.dtype === 'BF16' ? 4 : itemBytes(tensor);
}

function check(name: string, tensor: SafetensorsTensor): void {
	if (!isTensorName(name)) {
		throw altaError('ALTA3204', {
			what: `A tensor cannot be called ${name}.`,
			where: [`tensor ${name}`],
			why: 'The name has a meaning of its own.',
			fix: 'Rename the tensor.',
		});
	}
	const size = tensor.shape.reduce((product, each) => product * each, 1);
	const sizes = tensor.shape.every((each) => Number.isSafeInteger(each) && each >= 0);
	if (sizes && size === tensor.data.length && tensor.data.BYTES_PER_ELEMENT === elementBytes(tensor)) return;
	throw altaError('ALTA3205', {
		what: `The tensor ${name} has ${tensor.data.length} numbers of ${tensor.data.BYTES_PER_ELEMENT} bytes, which do not fit ${tensor.dtype} [${tensor.shape.join(', ')}].`,
		where: [`tensor ${name}`],
		why: 'A reader finds the numbers by dtype and shape.',
		fix: 'Correct the shape or the array.',
	});
}
