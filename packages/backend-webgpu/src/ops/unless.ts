import type { AddOp, LayerNormOp } from '@alta-ts/tensor';
import type { Space } from '../run/command.js';
import type { Halted } from '../run/frozen-rows.js';

/** The tensors by which a kernel leaves sequences as they are; none where the step changes all. */
export function unlessBuffers({ unless, starts }: AddOp | LayerNormOp, space: Space): Readonly<Record<string, GPUBuffer>> {
	return unless === undefined || starts === undefined ? {} : { spans: space.spans(starts), flags: space.buffer(unless) };
}

/** The tensors by which a kernel leaves out rows of halted sequences. */
export function haltedBuffers({ flags, starts }: Halted, space: Space): Readonly<Record<string, GPUBuffer>> {
	return { spans: space.spans(starts), flags: space.buffer(flags) };
}
