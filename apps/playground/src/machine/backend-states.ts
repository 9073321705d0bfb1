import type { BackendPackage, BackendTable } from './backend-table.js';
import { failureOf } from './failure.js';
import type { BackendState } from './machine.js';

/** What is told of a backend whose device was lost, and that gets no new one. */
export const NO_NEW_DEVICE = {
	reason: 'The device was lost, and the browser gives no new one.',
	fix: 'Reload the page, or restart the browser.',
} as const;

/** Every backend, whether it works here, and what it can do. Those that have `worked` before have lost their device where they do not. */
export function statesOf(backends: BackendTable, worked: ReadonlySet<string>): Promise<readonly BackendState[]> {
	return Promise.all(
		Object.entries(backends).map(async ([name, load]) => {
			const state = await stateOf(name, await load());
			return !state.available && worked.has(name) ? { ...state, ...NO_NEW_DEVICE } : state;
		}),
	);
}

async function stateOf(name: string, { probe, create }: BackendPackage): Promise<BackendState> {
	const availability = await probe();
	if (!availability.available) return { name, ...availability };
	try {
		const backend = await create();
		const { adapter, capabilities } = backend;
		backend.dispose();
		return { name, available: true, adapter, capabilities };
	} catch (error) {
		const failure = failureOf(error);
		const [problem] = 'problems' in failure ? failure.problems : [];
		const fix = problem?.fix ?? 'Choose another backend.';
		return { name, available: false, reason: problem?.why ?? 'It cannot be opened.', fix };
	}
}
