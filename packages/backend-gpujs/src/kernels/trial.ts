import type { Kernel } from './kernel.js';

/** The sum of two numbers, to see whether a device works. */
export const trial: Kernel = {
	name: 'trial',
	parameters: { tried: 'Array' },
	body: '	return tried[0] + tried[1];',
};
