import { type Kernel, rowOfThread } from './kernel.js';

/** out = a + b, entry by entry. */
export const add: Kernel = {
	name: 'add',
	parameters: { a: 'Array', b: 'Array' },
	body: '	return a[this.thread.x] + b[this.thread.x];',
};

/** out [rows, columns] = a + b; where `kept` [rows] is not zero, a. */
export const addUnless: Kernel = {
	name: 'add-unless',
	parameters: { a: 'Array', b: 'Array', kept: 'Array', columns: 'Integer' },
	body: `${rowOfThread}
	if (kept[row] !== 0) { return a[this.thread.x]; }
	return a[this.thread.x] + b[this.thread.x];`,
};
