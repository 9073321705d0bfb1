export { addition } from './addition/task.js';
export { codes } from './codes.js';
export { doubleHistogram } from './double-histogram/task.js';
export { dyck1 } from './dyck-1/task.js';
export { dyck2 } from './dyck-2/task.js';
export { fractionPrevious } from './fraction-previous/task.js';
export { histogram } from './histogram/task.js';
export { inputLength } from './length/task.js';
export { findTask, library } from './library.js';
export { longAddition } from './long-addition/task.js';
export { mostFrequent } from './most-frequent/task.js';
export {
	describeOption,
	type OptionDeclaration,
	type Optioned,
	type OptionValue,
	readOptions,
	resolveOptions,
	type TaskOptions,
} from './options.js';
export { pairBalance } from './pair-balance/task.js';
export { parityIntermediateVariable } from './parity-intermediate-variable/task.js';
export { paritySequentialAbsolute } from './parity-sequential-absolute/task.js';
export { paritySequentialRelative } from './parity-sequential-relative/task.js';
export { paritySumMod2 } from './parity-sum-mod-2/task.js';
export { createRandom, type Random, randomInteger } from './random.js';
export { reverse } from './reverse/task.js';
export { type ScanOptions, scan } from './scan/task.js';
export { type ScanExample, scanDataSet } from './scan-data/data-set.js';
export { type ScanSplit, type ScanSplitEntry, type ScanSplitName, scanSplits } from './scan-data/splits.js';
export { scanParser } from './scan-parser/task.js';
export { shift } from './shift/task.js';
export { shuffleDyck } from './shuffle-dyck/task.js';
export { sort } from './sort/task.js';
export { sortByFrequency } from './sort-by-frequency/task.js';
export { sortUnique } from './sort-unique/task.js';
export type { SubleqOptions } from './subleq/options.js';
export { subleq } from './subleq/task.js';
export type { Codec, LengthLimits, PaperReference, Task } from './task.js';
