import { existsSync } from 'node:fs';
import type { Seat } from '../comparison/seat.js';
import { isNotRun, type NotRun } from '../engines/engine.js';
import { firstLine, loadLibrary } from '../engines/load-library.js';
import type { AdapterFacts } from './adapter-facts.js';
import { openPage, pageSeat } from './page-seat.js';
import { serveBench } from './serve-bench.js';

const PLACES: readonly string[] = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium in which engines sit, each in a page of its own. */
export interface Chromium {
	readonly version: string;
	/** What its WebGPU runs on; absent where it has no adapter. */
	readonly adapter?: AdapterFacts;
	readonly sit: (engine: string) => Seat;
	readonly close: () => Promise<void>;
}

/**
 * Starts the Chromium that the variable CHROMIUM names, or that lies where systems put it, without a window.
 *
 * @param flags further ones of the command line; a card may want some
 */
export async function openChromium(flags: readonly string[]): Promise<Chromium | NotRun> {
	const executablePath = [process.env.CHROMIUM ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
	if (executablePath === undefined) return { notRun: 'there is no Chromium; the variable CHROMIUM can say where one is' };
	const playwright = await loadLibrary('playwright', () => import('playwright'));
	if (isNotRun(playwright)) return playwright;
	const served = await serveBench();
	if (isNotRun(served)) return served;
	try {
		const browser = await playwright.library.chromium.launch({ executablePath, args: ['--enable-unsafe-webgpu', ...flags] });
		const first = await openPage(browser, served.url);
		const adapter = await first.evaluate(() => altaBench.adapter());
		await first.close();
		return {
			version: browser.version(),
			...(adapter === undefined ? {} : { adapter }),
			sit: (engine) => pageSeat(browser, served.url, engine),
			close: async () => {
				await browser.close();
				await served.close();
			},
		};
	} catch (error) {
		await served.close();
		return { notRun: `Chromium does not start: ${firstLine(error)}` };
	}
}
