import type { Row } from '@alta-ts/core';
import type { RunLimits } from './pass.js';

/** Hands on what is known of rows to the rows that a pass makes of them. */
export interface RowMarks {
	/** Notes that a row was made from another one, and gives the new one. */
	readonly made: (from: Row, row: Row) => Row;
	/** What is known of the runs, with what was noted. */
	readonly limits: () => RunLimits;
}

/** Starts with what is known of a program's rows. */
export function rowMarks(limits: RunLimits): RowMarks {
	const { neverFires } = limits;
	if (neverFires === undefined) return { made: (_, row) => row, limits: () => limits };
	const marked = new Set(neverFires);
	return {
		made: (from, row) => {
			if (marked.has(from)) marked.add(row);
			return row;
		},
		limits: () => ({ ...limits, neverFires: marked }),
	};
}
