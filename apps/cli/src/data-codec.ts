import type { Codec } from '@alta-ts/programs';

/** A line of a data set in the form of SCAN: an input and what is expected of it. */
const DATA_LINE = /^IN:(.*?)OUT:/;

/** A codec that also reads lines `IN: … OUT: …`, of which it takes the input. */
export function dataCodec(codec: Codec): Codec {
	return { ...codec, encode: (text) => codec.encode((DATA_LINE.exec(text)?.[1] ?? text).trim()) };
}
