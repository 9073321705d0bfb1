import { AltaError, isAltaError, type Problem } from '@alta-ts/diagnostics';
import type { Model } from '@alta-ts/model';
import { NO_NEW_DEVICE, statesOf } from './backend-states.js';
import { type BackendTable, backendTable } from './backend-table.js';
import { codecOf } from './codec-of.js';
import { failureOf, isOfBackend } from './failure.js';
import { fetchModel } from './fetch-model.js';
import type { Answer, Machine, ModelSource } from './machine.js';
import { factsOf } from './model-facts.js';
import { type OpenModel, openModel } from './open-model.js';

/** What a machine is made of; the page's own where absent. */
export interface MachineParts {
	readonly backends?: BackendTable;
	readonly fetchModel?: (source: ModelSource) => Promise<Model>;
}

/**
 * A machine that holds one model, on one backend at a time.
 *
 * A device that is lost is replaced by a new one, once a run, and the answer says so. Any other failure of a backend ends the run; the next run
 * opens the backend anew.
 */
export function createMachine(parts: MachineParts = {}): Machine {
	const { backends = backendTable, fetchModel: fetchIt = fetchModel } = parts;
	/** Backends that have worked before. */
	const worked = new Set<string>();
	let model: Model | undefined;
	let open: OpenModel | undefined;

	const close = (): void => {
		const last = open;
		open = undefined;
		last?.dispose();
	};

	const opened = async (wanted: Model, backend: string): Promise<OpenModel> => {
		if (open?.model === wanted && open.requested === backend) return open;
		close();
		open = await openModel(wanted, backend, backends);
		return open;
	};

	const answer = async (wanted: Model, backend: string, text: string): Promise<Answer> => {
		const codec = codecOf(wanted);
		const tokens = codec.encode(text);
		const isThere = open?.model === wanted && open.requested === backend;
		const start = performance.now();
		const runner = await opened(wanted, backend);
		const ready = performance.now();
		const { output, layers, halted } = await runner.run(tokens).catch((error: unknown) => {
			// What has failed may go on failing. A refused input leaves all as it was.
			if (!isAltaError(error) || isOfBackend(failureOf(error))) close();
			throw error;
		});
		const runTime = performance.now() - ready;
		const loadTime = isThere ? 0 : ready - start;
		const { requested, executed, adapter } = runner;
		const asked = { model: wanted.name, input: text, requested };
		return { ...asked, text: codec.decode(output, tokens), tokens, output, layers, halted, runTime, loadTime, executed, adapter };
	};

	/** The answer of a new device in the place of a lost one. Throws that it was lost where there is no new one. */
	const answerAgain = async (wanted: Model, backend: string, text: string, lost: Problem): Promise<Answer> => {
		try {
			return { ...(await answer(wanted, backend, text)), lost };
		} catch (error) {
			if (!isUnavailable(error)) throw error;
			throw new AltaError({ ...lost, what: NO_NEW_DEVICE.reason, fix: NO_NEW_DEVICE.fix });
		}
	};

	return {
		probe: async () => {
			const states = await statesOf(backends, worked);
			for (const { name, available } of states) if (available) worked.add(name);
			return states;
		},
		load: async (source) => {
			close();
			model = undefined;
			model = await fetchIt(source);
			return factsOf(model);
		},
		run: async ({ backend, text }) => {
			const wanted = model;
			if (wanted === undefined) throw new Error('internal: no model is loaded');
			try {
				return await answer(wanted, backend, text);
			} catch (error) {
				const lost = lostDevice(error);
				if (lost === undefined) throw error;
				worked.add(backend);
				return answerAgain(wanted, backend, text, lost);
			}
		},
	};
}

/** The codes of lost devices, and of backends that are not there: webgpu, gpujs. */
const LOST: readonly string[] = ['ALTA5041', 'ALTA5061'];
const UNAVAILABLE: readonly string[] = ['ALTA5040', 'ALTA5060'];

/** The problem that a device was lost, if it is what went wrong. */
function lostDevice(error: unknown): Problem | undefined {
	return isAltaError(error) ? error.problems.find(({ code }) => LOST.includes(code)) : undefined;
}

function isUnavailable(error: unknown): boolean {
	return isAltaError(error) && error.problems.some(({ code }) => UNAVAILABLE.includes(code));
}
