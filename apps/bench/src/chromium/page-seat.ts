import type { Browser, Page } from 'playwright';
import type { FirstRun, Seat } from '../comparison/seat.js';
import { type Answer, isNotRun, type NotRun } from '../engines/engine.js';
import type { PageBench } from './page.js';

declare global {
	/** There in pages alone. */
	var altaBench: PageBench;
	/** The seat of a page, once it has one, and the answer that it gave. */
	var altaSeat: Seat;
	var altaAnswer: Answer;
}

/** So many numbers are handed over at a time. */
const AT_ONCE = 2 ** 20;

/** Answers may take minutes where a processor plays a card. */
const PATIENCE = 60 * 60_000;

/** A page with the bench in it. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
	const page = await browser.newPage();
	page.setDefaultTimeout(PATIENCE);
	await page.goto(url);
	await page.waitForFunction(() => 'altaBench' in globalThis);
	return page;
}

/**
 * A seat in a page of its own, which goes away with it.
 *
 * @param engine the name of the engine
 */
export function pageSeat(browser: Browser, url: string, engine: string): Seat {
	let opened: Promise<Page> | undefined;
	const page = (): Promise<Page> => {
		opened ??= openPage(browser, url);
		return opened;
	};
	return {
		open: async (work) => {
			const first = await (await page()).evaluate(
				async ({ name, wanted }): Promise<Opened | NotRun> => {
					altaSeat = altaBench.sit(name);
					const result = await altaSeat.open(wanted);
					if ('notRun' in result) return result;
					const { answer, ...told } = result;
					altaAnswer = answer;
					return { ...told, kind: answer instanceof Float32Array ? 'numbers' : 'texts', length: answer.length };
				},
				{ name: engine, wanted: work },
			);
			if (isNotRun(first)) return first;
			const { kind, length, ...told } = first;
			const answer = kind === 'numbers' ? await numbers(await page(), length) : await texts(await page());
			return { ...told, answer };
		},
		time: async (runs) => (await page()).evaluate((count) => altaSeat.time(count), runs),
		timeOnDevice: async (runs) => (await page()).evaluate((count) => altaSeat.timeOnDevice(count), runs),
		close: async () => (await opened)?.close(),
	};
}

/** What a page tells of a first run; the answer follows in parts. */
interface Opened extends Omit<FirstRun, 'answer'> {
	readonly kind: 'numbers' | 'texts';
	readonly length: number;
}

async function numbers(page: Page, length: number): Promise<Float32Array> {
	const all = new Float32Array(length);
	for (let from = 0; from < length; from += AT_ONCE)
		all.set(
			await page.evaluate(([begin, end]) => (altaAnswer instanceof Float32Array ? altaAnswer.slice(begin, end) : new Float32Array(0)), [
				from,
				from + AT_ONCE,
			] as const),
			from,
		);
	return all;
}

function texts(page: Page): Promise<readonly string[]> {
	return page.evaluate(() => (altaAnswer instanceof Float32Array ? [] : altaAnswer));
}
