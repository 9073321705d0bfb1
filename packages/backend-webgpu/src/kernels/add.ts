import { defineKernel, type Kernel } from './kernel.js';
import { SPAN } from './snippets.js';

/** Which operands `out` is. */
export interface InPlace {
	readonly a: boolean;
	readonly b: boolean;
}

/**
 * out = a + b, entry by entry; with `unless`, rows of sequences whose flag is not zero are a. `out` may be a, b or both: then it is bound once.
 *
 * Workgroups: 64 invocations, an entry each, neighbours beside each other.
 *
 * Numbers: each sum is rounded once; what is copied stays as it is.
 */
export function add(unless: boolean, inPlace: InPlace): Kernel {
	const a = inPlace.a ? 'out' : 'a';
	const b = inPlace.b ? 'out' : 'b';
	const left = inPlace.a ? 'continue;' : 'out[at] = a[at]; continue;';
	return defineKernel({
		name: `add${unless ? ' unless' : ''}${inPlace.a ? ' over a' : ''}${inPlace.b ? ' over b' : ''}`,
		file: 'add.ts',
		workgroup: 64,
		params: { entries: 'u32', columns: 'u32' },
		reads: {
			...(inPlace.a ? {} : { a: 'float' as const }),
			...(inPlace.b ? {} : { b: 'float' as const }),
			...(unless ? { spans: SPAN, flags: 'u32' as const } : {}),
		},
		writes: { out: 'float' },
		body: `
for (var at = index; at < step.entries; at += stride) {
${unless ? `	if (flags[spans[at / step.columns].x] != 0u) { ${left} }` : ''}
	out[at] = float(f32(${a}[at]) + f32(${b}[at]));
}
`,
	});
}
