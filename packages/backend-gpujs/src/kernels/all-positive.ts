import type { Kernel } from './kernel.js';

/** 1 for each row of tests [rows, columns] whose entries are all above zero, else 0. */
export const allPositive: Kernel = {
	name: 'all-positive',
	parameters: { tests: 'Array', columns: 'Integer' },
	body: `	const start = this.thread.x * columns;
	let positive = 1;
	for (let i = 0; i < columns; i++) {
		if (tests[start + i] <= 0) { positive = 0; }
	}
	return positive;`,
};
