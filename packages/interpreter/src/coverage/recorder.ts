import type { Program, Value } from '@alta-ts/core';
import type { Observer } from '../observer.js';
import { createMarks, type Marks } from './marks.js';
import { type ProgramRow, programRows } from './program-rows.js';

/** A value that a variable can have: in weights a coordinate of the residual stream, or one of the thresholds on it. */
export interface Coordinate {
	readonly variable: string;
	/** A listed value; of a number, the centre of its bucket. */
	readonly value: Value;
}

/** Notes which rows fire in runs and which values variables have. */
export interface Recorder {
	/** To be given to the runs. */
	readonly observer: Observer;
	readonly rows: readonly ProgramRow[];
	readonly coordinates: readonly Coordinate[];
	/** Indices of the rows that fired since the recorder was last cleared. */
	readonly fired: Marks;
	/** Indices of the coordinates that were met since then. */
	readonly met: Marks;
	readonly clear: () => void;
}

/** Makes a recorder for runs of a program. */
export function createRecorder(program: Program): Recorder {
	const rows = programRows(program);
	const coordinates = program.variables.flatMap(({ name, values = [] }) => values.map((value: Value) => ({ variable: name, value })));
	const fired = createMarks(rows.length);
	const met = createMarks(coordinates.length);
	/** By stage, layer and update: the index of the table's first row. */
	const tables: number[][][] = [];
	/** By variable: the index of its first erasing row, if it has any. */
	const erasing = new Map<string, number>();
	for (const [index, row] of rows.entries()) {
		if (row.kind === 'erasing') {
			if (!erasing.has(row.variable)) erasing.set(row.variable, index);
			continue;
		}
		const layers = tables[row.stage] ?? [];
		const updates = layers[row.layer] ?? [];
		updates[row.update] ??= index;
		layers[row.layer] = updates;
		tables[row.stage] = layers;
	}
	const erasingStart = program.variables.map(({ name }) => erasing.get(name));
	const coordinateStart: number[] = [];
	let start = 0;
	for (const { values = [] } of program.variables) {
		coordinateStart.push(start);
		start += values.length;
	}
	return {
		observer: {
			fired: (stage, layer, update, row) => fired.add((tables[stage]?.[layer]?.[update] ?? 0) + row),
			held(variable, value) {
				met.add((coordinateStart[variable] ?? 0) + value);
				const first = erasingStart[variable];
				if (first !== undefined) fired.add(first + value);
			},
		},
		rows,
		coordinates,
		fired,
		met,
		clear() {
			fired.clear();
			met.clear();
		},
	};
}
