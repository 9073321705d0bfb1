import { valueKey } from './domain.js';
import type { Init, Value } from './program.js';

/**
 * The different values that an initialisation gives, each once, in the order of tokens or positions.
 *
 * @example
 * ```ts
 * import { initialValues } from '@alta-ts/core';
 * initialValues({ byToken: [0, 1, undefined, 1] }) // => [0, 1, undefined]
 * ```
 */
export function initialValues(init: Init): readonly Value[] {
	if ('constant' in init) return [init.constant];
	const values = 'byToken' in init ? init.byToken : init.byPosition;
	return [...new Map(values.map((value) => [valueKey(value), value])).values()];
}
