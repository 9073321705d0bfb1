import { adapterFacts } from '../chromium/adapter-facts.js';
import { type Chromium, openChromium } from '../chromium/open-chromium.js';
import { processSeat } from '../comparison/process-seat.js';
import { chromiumEngines } from '../engines/chromium-engines.js';
import { isNotRun, type NotRun } from '../engines/engine.js';
import { nodeGpuEngines } from '../engines/engines.js';
import { loadLibrary } from '../engines/load-library.js';
import type { Place } from './gpu-bench.js';

/** Places that are open. */
export interface OpenPlaces {
	readonly places: readonly Place[];
	readonly close: () => Promise<void>;
}

/** Dawn crashes once the object that it was entered by is collected, so it never is. */
const held: GPU[] = [];

/** Chromium, and Node with the package `webgpu`. Where one is missing, the report says why. */
export async function openPlaces(chromiumFlags: readonly string[]): Promise<OpenPlaces> {
	const chromium = await openChromium(chromiumFlags);
	return {
		places: [chromiumPlace(chromium), await nodePlace()],
		close: async () => {
			if (!isNotRun(chromium)) await chromium.close();
		},
	};
}

function chromiumPlace(chromium: Chromium | NotRun): Place {
	if (isNotRun(chromium)) return missing('Chromium', chromium.notRun);
	const { version, adapter, sit } = chromium;
	return {
		report: { name: 'Chromium', version, ...(adapter === undefined ? { notRun: 'its WebGPU has no adapter' } : { adapter }) },
		engines: chromiumEngines,
		sit: ({ name }) => sit(name),
	};
}

async function nodePlace(): Promise<Place> {
	const loaded = await loadLibrary('webgpu', () => import('webgpu'));
	if (isNotRun(loaded)) return missing('Node', loaded.notRun);
	const gpu = loaded.library.create([]);
	held.push(gpu);
	const adapter = await adapterFacts(gpu);
	if (adapter === undefined)
		return missing('Node', 'its WebGPU has no adapter; the variable VK_ICD_FILENAMES can say where a driver for Vulkan is');
	const version = `webgpu ${loaded.version}`;
	return { report: { name: 'Node', version, adapter }, engines: nodeGpuEngines, sit: ({ name }) => processSeat(name) };
}

function missing(name: 'Chromium' | 'Node', notRun: string): Place {
	return {
		report: { name, notRun },
		engines: [],
		sit: () => {
			throw new Error(`internal: nothing runs in ${name}`);
		},
	};
}
