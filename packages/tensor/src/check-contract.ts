import { altaError, describeValue } from '@alta-ts/diagnostics';
import { CONTRACT } from './backend.js';

/**
 * Refuses a backend that was written for another version of the contract.
 *
 * @throws AltaError ALTA5020; ALTA5031 for something else than a backend, such as the promise of one.
 */
export function checkContract(backend: { readonly name: string; readonly contract: number }): void {
	refuseOther(backend);
	if (backend.contract === CONTRACT) return;
	throw altaError('ALTA5020', {
		what: `Backend "${backend.name}" was written for version ${backend.contract} of the contract, not ${CONTRACT}.`,
		where: [`backend ${backend.name}`],
		why: 'The versions differ in what plans may contain and what ops mean.',
		fix: 'Use versions of the backend and of @alta-ts/tensor that belong together.',
	});
}

function refuseOther(backend: unknown): void {
	const given = describeValue(backend);
	if (typeof backend === 'object' && backend !== null && 'contract' in backend) return;
	throw altaError('ALTA5031', {
		what: `The backend is ${given}.`,
		where: ['backend'],
		why: 'There is no default backend: the caller makes one and passes it.',
		fix: given === 'a promise' ? 'Await the promise.' : 'Pass a backend, such as that of `createReferenceBackend()`.',
	});
}
