import { type ActivationName, activations } from '@alta-ts/tensor';
import { add } from '../kernels/add.js';
import { argmaxSerial, argmaxTogether } from '../kernels/argmax.js';
import { attentionQuads } from '../kernels/attention-quads.js';
import { attentionQuery } from '../kernels/attention-query.js';
import { attentionTiled } from '../kernels/attention-tiled.js';
import { checkIndices, gatherDense, gatherSparse } from '../kernels/gather.js';
import { endPass, halt, haltShared } from '../kernels/halt.js';
import type { Kernel } from '../kernels/kernel.js';
import { layerNormSerial, layerNormTogether } from '../kernels/layer-norm.js';
import { linearBlocked } from '../kernels/linear-blocked.js';
import { linearGather } from '../kernels/linear-gather.js';
import { linearQuads } from '../kernels/linear-quads.js';
import { linearScatter } from '../kernels/linear-scatter.js';
import { linearTiled, type Tile } from '../kernels/linear-tiled.js';
import type { Together } from '../kernels/row-reductions.js';
import { softmaxSerial, softmaxTogether } from '../kernels/softmax.js';

const both = [false, true];
const names = Object.keys(activations).filter((name): name is ActivationName => Object.hasOwn(activations, name));

const halting = (make: (bias: boolean, activation: ActivationName, halted: boolean) => Kernel): readonly Kernel[] =>
	both.flatMap((halted) => linear((bias, name) => make(bias, name, halted)));

const linear = (make: (bias: boolean, activation: ActivationName) => Kernel): readonly Kernel[] =>
	both.flatMap((bias) => names.map((name) => make(bias, name)));

const shared: readonly Kernel[] = [
	...both.map(gatherDense),
	gatherSparse,
	checkIndices,
	...both.map(attentionQuery),
	...both.flatMap((unless) => both.flatMap((a) => both.map((b) => add(unless, { a, b })))),
	halt(false),
	endPass,
];

const tiled = (tile: Tile): readonly Kernel[] => both.flatMap((aligned) => both.map((bias) => linearTiled(tile, aligned, bias)));

const together = (how: Together): readonly Kernel[] => [
	...both.map((unless) => layerNormTogether(unless, how)),
	softmaxTogether(how),
	argmaxTogether(how),
];

/** Every kernel that real GPUs get for large products, and that those without subgroups get, where they are others than below. */
export const kernelsForOtherCards: readonly Kernel[] = [...tiled(128), ...together('shared'), haltShared];

/** Every kernel that real GPUs get for small work. */
export const kernelsForCards: readonly Kernel[] = [
	...tiled(64),
	...together('shared'),
	...together('subgroups'),
	haltShared,
	...halting(linearGather),
	...[4, 16, 32, 64].map((width) => attentionTiled(width, 4)),
	...[16, 32, 64].map((width) => attentionTiled(16, width)),
	...shared,
];

/** Every kernel that adapters in software without subgroups get. */
export const kernelsForPlainSoftware: readonly Kernel[] = [
	...linear(linearBlocked),
	...halting(linearScatter),
	...both.map(layerNormSerial),
	softmaxSerial,
	argmaxSerial,
	halt(true),
	...shared,
];

/** Every kernel that adapters in software get. */
export const kernelsForSoftware: readonly Kernel[] = [
	...linear(linearQuads),
	...both.flatMap((halted) => [16, 32, 64].map((width) => attentionQuads(width, halted))),
	...kernelsForPlainSoftware,
];
