import { altaError } from '@alta-ts/diagnostics';
import { CONTRACT } from './backend.js';

/**
 * Refuses a backend that was written for another version of the contract.
 *
 * @throws AltaError ALTA5020
 */
export function checkContract(backend: { readonly name: string; readonly contract: number }): void {
	if (backend.contract === CONTRACT) return;
	throw altaError('ALTA5020', {
		what: `Backend "${backend.name}" was written for version ${backend.contract} of the contract, not ${CONTRACT}.`,
		where: [`backend ${backend.name}`],
		why: 'The versions differ in what plans may contain and what ops mean.',
		fix: 'Use versions of the backend and of @alta-ts/tensor that belong together.',
	});
}
