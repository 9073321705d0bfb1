export { addition } from './addition/task.js';
export { codes } from './codes.js';
export { findTask, library } from './library.js';
export {
	describeOption,
	type OptionDeclaration,
	type Optioned,
	type OptionValue,
	readOptions,
	resolveOptions,
	type TaskOptions,
} from './options.js';
export { parityIntermediateVariable } from './parity-intermediate-variable/task.js';
export { paritySequentialAbsolute } from './parity-sequential-absolute/task.js';
export { paritySequentialRelative } from './parity-sequential-relative/task.js';
export { paritySumMod2 } from './parity-sum-mod-2/task.js';
export { createRandom, type Random, randomInteger } from './random.js';
export { type ScanOptions, scan } from './scan/task.js';
export { type ScanExample, scanDataSet } from './scan-data/data-set.js';
export { type ScanSplit, type ScanSplitEntry, type ScanSplitName, scanSplits } from './scan-data/splits.js';
export { scanParser } from './scan-parser/task.js';
export { sortUnique } from './sort-unique/task.js';
export type { SubleqOptions } from './subleq/options.js';
export { subleq } from './subleq/task.js';
export type { Codec, LengthLimits, PaperReference, Task } from './task.js';
