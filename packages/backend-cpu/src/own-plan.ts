import type { Plan } from '@alta-ts/tensor';

/** A copy of everything in a plan but its constants, since its owner may change it once it is prepared. */
export function withoutConstants(plan: Plan): Plan {
	return JSON.parse(JSON.stringify({ ...plan, constants: {} }));
}
