import type { Availability } from '@alta-ts/tensor';
import { ADAPTERS, createMachine } from './create-machine.js';

/** Whether the backend can work here, which is everywhere, and on what. */
export function probeCpu(): Availability {
	return { available: true, adapter: ADAPTERS[createMachine({}).kernels.name] };
}
