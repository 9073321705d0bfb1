import { describe, expect, test } from 'vitest';
import { packKernel } from '../device/packed-kernel.js';
import { add, addUnless } from './add.js';
import { allPositive } from './all-positive.js';
import { argmax } from './argmax.js';
import { attentionPeaks, attentionScores, attentionSums, attentionWeights } from './attention.js';
import { gatherDense, gatherSparse } from './gather.js';
import { linearDense, linearSparse } from './linear.js';

const kernels = [
	add,
	addUnless,
	allPositive,
	argmax,
	attentionPeaks,
	attentionScores,
	attentionSums,
	attentionWeights,
	gatherDense,
	gatherSparse,
	linearDense,
	linearSparse,
];

describe.each(kernels)('the kernel $name', (kernel) => {
	const { source, argumentTypes } = packKernel(kernel);

	test('has every name once: gpu.js mixes up variables of the same name, also in loops beside each other', () => {
		const declared = [...source.matchAll(/\b(?:let|const) (\w+)/g)].map(([, name]) => name);
		const names = [...declared, ...Object.keys(argumentTypes)];
		expect(names).toEqual([...new Set(names)]);
	});

	test('reads arrays only in their packed form', () => {
		expect([...source.matchAll(/(\w+)\[/g)].every(([, name]) => name === 'data')).toBe(true);
	});
});
