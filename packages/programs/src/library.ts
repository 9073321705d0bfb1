import { altaError, closest, shortened } from '@alta-ts/diagnostics';
import { addition } from './addition/task.js';
import { doubleHistogram } from './double-histogram/task.js';
import { dyck1 } from './dyck-1/task.js';
import { dyck2 } from './dyck-2/task.js';
import { fractionPrevious } from './fraction-previous/task.js';
import { histogram } from './histogram/task.js';
import { inputLength } from './length/task.js';
import { longAddition } from './long-addition/task.js';
import { mostFrequent } from './most-frequent/task.js';
import { pairBalance } from './pair-balance/task.js';
import { parityIntermediateVariable } from './parity-intermediate-variable/task.js';
import { paritySequentialAbsolute } from './parity-sequential-absolute/task.js';
import { paritySequentialRelative } from './parity-sequential-relative/task.js';
import { paritySumMod2 } from './parity-sum-mod-2/task.js';
import { reverse } from './reverse/task.js';
import { scan } from './scan/task.js';
import { scanParser } from './scan-parser/task.js';
import { shift } from './shift/task.js';
import { shuffleDyck } from './shuffle-dyck/task.js';
import { sort } from './sort/task.js';
import { sortByFrequency } from './sort-by-frequency/task.js';
import { sortUnique } from './sort-unique/task.js';
import { subleq } from './subleq/task.js';
import type { Task } from './task.js';

/** Every task of the library, in reading order. No program is built before it is asked for. */
export const library: readonly Task[] = [
	paritySequentialRelative,
	paritySequentialAbsolute,
	paritySumMod2,
	parityIntermediateVariable,
	addition,
	sortUnique,
	subleq,
	scanParser,
	scan,
	inputLength,
	reverse,
	shift,
	histogram,
	doubleHistogram,
	sort,
	sortByFrequency,
	mostFrequent,
	fractionPrevious,
	pairBalance,
	dyck1,
	dyck2,
	shuffleDyck,
	longAddition,
];

/**
 * The task of this name.
 *
 * @throws ALTA8001 when there is none, with the nearest name.
 *
 * @example
 * ```ts
 * import { findTask } from '@alta-ts/programs';
 * findTask('parity-sum-mod-2').unit // => 'bits'
 * ```
 */
export function findTask(name: string): Task {
	const task = library.find((each) => each.name === name);
	if (task !== undefined) return task;
	const names = library.map((each) => each.name);
	const close = closest(name, names);
	throw altaError('ALTA8001', {
		what: `No program of the library is called "${shortened(name)}".`,
		why: `The library has ${names.join(', ')}.`,
		fix: close === undefined ? 'Use one of these names.' : `Write "${close}".`,
	});
}
