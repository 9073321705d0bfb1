import type { DType, FloatDType, Step } from '@alta-ts/tensor';
import type { BackendCase, CaseContext } from '../case.js';
import { FLOATS } from '../data/sizes.js';
import { judgeAll, judgeExactly, judgeOps, type Trial } from '../judge.js';

/** Trials of an op in every float, each op judged within its tolerance. */
export function opCases(op: Step['op'], about: string, trials: (dtype: FloatDType) => Iterable<Trial>): readonly BackendCase[] {
	return FLOATS.map((dtype) => opCase(op, dtype, about, async (context) => judgeAll(judgeOps, context, trials(dtype))));
}

/** Trials of an op in every float, on numbers with which everything is exact. */
export function exactCases(op: Step['op'], about: string, trials: (dtype: FloatDType) => Iterable<Trial>): readonly BackendCase[] {
	return FLOATS.map((dtype) => opCase(op, dtype, about, async (context) => judgeAll(judgeExactly, context, trials(dtype))));
}

/** A case about an op in a dtype. */
export function opCase(
	op: Step['op'],
	dtype: DType,
	about: string,
	run: (context: CaseContext) => Promise<readonly string[]>,
): BackendCase {
	return { name: `${op} ${dtype}: ${about}`, op, dtype, run };
}
