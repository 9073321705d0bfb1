import type { Plan } from './plan.js';

/** A copy of everything in a plan but its constants, which its owner may change once it is prepared. For authors of backends. */
export function withoutConstants(plan: Plan): Plan {
	return JSON.parse(JSON.stringify({ ...plan, constants: {} }));
}
