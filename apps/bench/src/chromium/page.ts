/// <reference types="@webgpu/types" />
// Holds one engine in a page and does what Node asks. It is bundled before it is served.
import { localSeat, type Seat } from '../comparison/seat.js';
import { chromiumEngines } from '../engines/chromium-engines.js';
import { findEngineIn } from '../engines/engine.js';
import { type AdapterFacts, adapterFacts } from './adapter-facts.js';

/** What Node finds in the page, as `altaBench`. */
export interface PageBench {
	/** A seat for an engine, by name. */
	readonly sit: (engine: string) => Seat;
	readonly adapter: () => Promise<AdapterFacts | undefined>;
}

const browser: { readonly gpu?: GPU } | undefined = Reflect.get(globalThis, 'navigator');

const bench: PageBench = {
	sit: (engine) => localSeat(findEngineIn(chromiumEngines, engine)),
	adapter: () => adapterFacts(browser?.gpu),
};
Object.assign(globalThis, { altaBench: bench });
