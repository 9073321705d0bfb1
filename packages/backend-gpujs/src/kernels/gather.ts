import { type Kernel, rowAndColumn } from './kernel.js';

/** out [rows, columns] = table [entries, columns] at indices [rows]: copies. */
export const gatherDense: Kernel = {
	name: 'gather-dense',
	parameters: { table: 'Array', indices: 'Array', columns: 'Integer' },
	body: `${rowAndColumn}
	return table[indices[row] * columns + column];`,
};

/** The same of a table in compressed rows, `starts` [entries + 1] and pairs of column and value: the entry of the column, if there is one. */
export const gatherSparse: Kernel = {
	name: 'gather-sparse',
	parameters: { starts: 'Array', places: 'Array', values: 'Array', indices: 'Array', columns: 'Integer' },
	body: `${rowAndColumn}
	const entry = indices[row];
	const start = starts[entry];
	const count = starts[entry + 1] - start;
	let found = 0;
	for (let i = 0; i < count; i++) {
		if (places[start + i] === column) { found = values[start + i]; }
	}
	return found;`,
};
