import { isAltaError, type Problem } from '@alta-ts/diagnostics';
import { type Model, modelSize } from '@alta-ts/model';
import { type BackendTable, backendTable } from './backend-table.js';
import { codecOf } from './codec-of.js';
import { fetchModel } from './fetch-model.js';
import type { Answer, BackendState, Machine, ModelFacts, ModelSource } from './machine.js';
import { type OpenModel, openModel } from './open-model.js';

/** What a machine is made of; the page's own where absent. */
export interface MachineParts {
	readonly backends?: BackendTable;
	readonly fetchModel?: (source: ModelSource) => Promise<Model>;
}

/**
 * A machine that holds one model, on one backend at a time.
 *
 * A device that is lost is replaced by a new one, once a run, and the answer says so.
 */
export function createMachine(parts: MachineParts = {}): Machine {
	const { backends = backendTable, fetchModel: fetchIt = fetchModel } = parts;
	let model: Model | undefined;
	let open: OpenModel | undefined;

	const close = (): void => {
		open?.dispose();
		open = undefined;
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
		const { output, layers, halted } = await runner.run(tokens);
		const runTime = performance.now() - ready;
		const openTime = isThere ? 0 : ready - start;
		const { executed, adapter } = runner;
		return { text: codec.decode(output, tokens), tokens, output, layers, halted, runTime, openTime, executed, adapter };
	};

	return {
		probe: () => Promise.all(Object.entries(backends).map(async ([name, load]) => stateOf(name, load))),
		load: async (source) => {
			const loaded = await fetchIt(source);
			close();
			model = loaded;
			return factsOf(loaded);
		},
		run: async ({ backend, text }) => {
			const wanted = model;
			if (wanted === undefined) throw new Error('internal: no model is loaded');
			try {
				return await answer(wanted, backend, text);
			} catch (error) {
				const lost = lostDevice(error);
				if (lost === undefined) throw error;
				close();
				return { ...(await answer(wanted, backend, text)), lost };
			}
		},
	};
}

async function stateOf(name: string, load: BackendTable[string]): Promise<BackendState> {
	return { name, availability: await (await load()).probe() };
}

function factsOf(model: Model): ModelFacts {
	const { parameters, nonzeros } = modelSize(model);
	const { width, maxLength, input } = model.config;
	const tokens = model.codec === undefined && input.kind === 'tokens' ? input.tokens : undefined;
	return { name: model.name, width, parameters, nonzeros, maxLength, tokens };
}

/** The codes of lost devices, by backend: webgpu, gpujs. */
const LOST: readonly string[] = ['ALTA5041', 'ALTA5061'];

/** The problem that a device was lost, if it is what went wrong. */
function lostDevice(error: unknown): Problem | undefined {
	return isAltaError(error) ? error.problems.find(({ code }) => LOST.includes(code)) : undefined;
}
