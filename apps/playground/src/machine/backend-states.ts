import type { BackendTable } from './backend-table.js';
import { type Failure, failureOf } from './failure.js';
import type { BackendState } from './machine.js';

/** What is told of a backend whose device was lost, and that gets no new one. */
export const NO_NEW_DEVICE = {
	reason: 'The device was lost, and the browser gives no new one.',
	fix: 'Reload the page, or restart the browser.',
} as const;

/** Every backend, whether it works here, and what it can do. `lost` are those whose device was lost before. */
export function statesOf(backends: BackendTable, lost: ReadonlySet<string>): Promise<readonly BackendState[]> {
	return Promise.all(
		Object.entries(backends).map(async ([name, load]) => {
			const state = await stateOf(name, load);
			return !state.available && lost.has(name) ? { ...state, ...NO_NEW_DEVICE } : state;
		}),
	);
}

async function stateOf(name: string, load: BackendTable[string]): Promise<BackendState> {
	try {
		const { probe, create } = await load();
		const availability = await probe();
		if (!availability.available) return { name, ...availability };
		const backend = await create();
		const { adapter, capabilities } = backend;
		backend.dispose();
		return { name, available: true, adapter, capabilities };
	} catch (error) {
		return { name, available: false, ...refusal(failureOf(error)) };
	}
}

/** Why a backend cannot be opened: its files do not come, or it refuses. */
function refusal(failure: Failure): { readonly reason: string; readonly fix: string } {
	const [problem] = 'problems' in failure ? failure.problems : [];
	if (problem !== undefined) return { reason: problem.why, fix: problem.fix };
	const says = 'message' in failure ? `: ${failure.message.replace(/\.$/, '')}` : '';
	return { reason: `It cannot be opened${says}.`, fix: 'Reload the page, or choose another backend.' };
}
