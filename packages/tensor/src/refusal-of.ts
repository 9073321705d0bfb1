import type { Capabilities } from './backend.js';
import type { Step } from './plan.js';
import type { DType } from './tensor.js';

/** The ops every backend has: what compiled models need. Any other may be refused with a reason. */
export const MANDATORY_OPS: readonly Step['op'][] = ['gather', 'linear', 'attention', 'add', 'argmax', 'halt', 'repeat'];

/**
 * Why a backend does not do an op, or does not do it on numbers of a dtype; undefined where it does.
 *
 * @example
 * ```ts
 * import { createReferenceBackend, refusalOf } from '@alta-ts/tensor';
 * const { capabilities } = createReferenceBackend();
 * refusalOf(capabilities, 'softmax', 'f16'); // => undefined
 * refusalOf({ ...capabilities, ops: ['gather'] }, 'softmax'); // => 'Its ops are gather.'
 * ```
 */
export function refusalOf({ ops, dtypes, refuses }: Capabilities, op: Step['op'], dtype?: DType): string | undefined {
	const whole = refuses.find((refusal) => refusal.op === op && refusal.dtypes === undefined);
	if (!ops.includes(op)) return whole?.reason ?? `Its ops are ${ops.join(', ')}.`;
	if (dtype === undefined) return undefined;
	return (
		missingDType({ dtypes, refuses }, dtype) ??
		refuses.find((refusal) => refusal.op === op && refusal.dtypes?.includes(dtype) === true)?.reason
	);
}

/** Why a backend does not have a dtype; undefined where it does. */
export function missingDType({ dtypes, refuses }: Pick<Capabilities, 'dtypes' | 'refuses'>, dtype: DType): string | undefined {
	if (dtypes.includes(dtype)) return undefined;
	const refusal = refuses.find((each) => each.op === undefined && each.dtypes?.includes(dtype) === true);
	return refusal?.reason ?? `Its dtypes are ${dtypes.join(', ')}.`;
}
