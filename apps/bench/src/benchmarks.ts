import type { Benchmark } from './benchmark.js';
import { additionOnSymbols } from './benchmarks/addition.js';
import { parityCompile, parityTracing } from './benchmarks/parity.js';
import { raspDyckCompile, raspDyckEvaluate, raspHistogramCompile, raspSortCompile, raspSortEvaluate } from './benchmarks/rasp.js';
import { scanCompile } from './benchmarks/scan-compile.js';
import { scanOnSymbols } from './benchmarks/scan-on-symbols.js';

/** All benchmarks, in the order they run. */
export const benchmarks: readonly Benchmark[] = [
	parityTracing,
	parityCompile,
	additionOnSymbols,
	scanOnSymbols,
	scanCompile,
	raspSortCompile,
	raspDyckCompile,
	raspHistogramCompile,
	raspSortEvaluate,
	raspDyckEvaluate,
];
