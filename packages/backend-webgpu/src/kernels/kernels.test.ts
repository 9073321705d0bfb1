import { expect, test } from 'vitest';
import { kernelsForCards, kernelsForOtherCards, kernelsForSoftware } from '../testing/all-kernels.js';
import type { Kernel } from './kernel.js';

/** Activations are a function of their own: one kernel with each is enough to see them, and one of each kind of kernel. */
const telling = ({ name }: Kernel): boolean =>
	name.startsWith('linear-')
		? / bias clipped-relu$|-\w+ none$|-blocked [\w-]+$|-tiled .* bias$/.test(name)
		: !name.startsWith('attention-quads') || name.startsWith('attention-quads 32');

const kernels = [
	...new Map([...kernelsForSoftware, ...kernelsForCards, ...kernelsForOtherCards].map((kernel) => [kernel.name, kernel])).values(),
];

test.for(kernels.filter(telling))('$name', ({ wgsl }) => {
	expect(wgsl).toMatchSnapshot();
});

test('kernels of one name are the same', () => {
	const all = [...kernelsForSoftware, ...kernelsForCards, ...kernelsForOtherCards];
	expect(all.filter(({ name, wgsl }) => kernels.find((each) => each.name === name)?.wgsl !== wgsl)).toEqual([]);
});
