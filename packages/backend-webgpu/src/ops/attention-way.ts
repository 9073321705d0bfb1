import type { AttentionHead } from '@alta-ts/tensor';
import type { Variants } from '../choose-variants.js';
import { attentionQuads, QUERIES, quadWidth } from '../kernels/attention-quads.js';
import { attentionQuery } from '../kernels/attention-query.js';
import { attentionTiled, roomFor } from '../kernels/attention-tiled.js';
import type { Kernel } from '../kernels/kernel.js';
import type { Dispatch } from '../run/command.js';

/** How attention goes: by which kernel, over how much work. */
export interface AttentionWay {
	readonly kernel: Kernel;
	/** Whether the kernel leaves out halted sequences. */
	readonly skips: boolean;
	/** What the kernel is given beside what all are. */
	readonly params: Readonly<Record<string, number>>;
	readonly dispatch: (rows: number) => Pick<Dispatch, 'work' | 'groups'>;
}

/** The kernel that is wanted where it is made for such heads, or else the one that is made for all. */
export function attentionWay(heads: readonly AttentionHead[], wanted: Variants['attention'], halted: boolean): AttentionWay {
	const way = wanted === 'tiled' ? tiledWay(heads) : wanted === 'quads' ? quadsWay(heads, halted) : undefined;
	return way ?? { kernel: attentionQuery(halted), skips: halted, params: {}, dispatch: (rows) => ({ work: rows * heads.length }) };
}

/** Heads that are all softmax, with ranges of offsets, of one width of keys and one of values. */
function tiledWay(heads: readonly AttentionHead[]): AttentionWay | undefined {
	const [first] = heads;
	if (first === undefined || !heads.every(isRanged)) return undefined;
	const { keyWidth, valueWidth } = widthsOf(first);
	const alike = heads.map(widthsOf).every((each) => each.keyWidth === keyWidth && each.valueWidth === valueWidth);
	const [keyRoom, valueRoom] = [roomFor(keyWidth), roomFor(valueWidth)];
	if (!alike || keyRoom === undefined || valueRoom === undefined) return undefined;
	const kernel = attentionTiled(keyRoom, valueRoom);
	const groups = (rows: number): number => Math.ceil(rows / kernel.workgroup) * heads.length;
	return {
		kernel,
		skips: false,
		params: { keyWidth, valueWidth },
		dispatch: (rows) => ({ work: rows * heads.length, groups: groups(rows) }),
	};
}

/** Heads that are all softmax, with ranges of offsets, none of them too wide. */
function quadsWay(heads: readonly AttentionHead[], halted: boolean): AttentionWay | undefined {
	const widths = heads.map(widthsOf).map(({ keyWidth, valueWidth }) => quadWidth(keyWidth, valueWidth));
	const fitting = widths.filter((width) => width !== undefined);
	if (heads.length === 0 || fitting.length < heads.length || !heads.every(isRanged)) return undefined;
	const kernel = attentionQuads(Math.max(...fitting), halted);
	const quads = (rows: number): number => Math.ceil(rows / QUERIES) * heads.length;
	return { kernel, skips: halted, params: {}, dispatch: (rows) => ({ work: quads(rows) * kernel.workgroup }) };
}

const isRanged = ({ kind, offsets }: AttentionHead): boolean => kind === 'softmax' && !(offsets !== undefined && 'length' in offsets);

function widthsOf({ keyColumns, valueColumns }: AttentionHead): { readonly keyWidth: number; readonly valueWidth: number } {
	return { keyWidth: keyColumns[1] - keyColumns[0], valueWidth: valueColumns[1] - valueColumns[0] };
}
