import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';

/** What Chromium needs to be told to have WebGPU where there is no card. */
export const WITH_WEBGPU: readonly string[] = ['--enable-unsafe-webgpu'];

/** Starts the Chromium that the variable CHROMIUM names. */
export function startChromium(flags: readonly string[]): Promise<Browser> {
	const executablePath = process.env.CHROMIUM;
	if (executablePath === undefined) throw new Error('The variable CHROMIUM must say where Chromium is.');
	return chromium.launch({ executablePath, args: [...flags] });
}

/** Somebody who visits the page. */
export interface Visitor {
	readonly page: Page;
	/** What the page has complained about in the console, and what it has asked of other places. */
	readonly complaints: readonly string[];
	/** Chooses weights or a backend by the words beside them. */
	readonly choose: (title: string) => Promise<void>;
	/** Types an input, runs it, and waits until the page says how it went. */
	readonly run: (text: string) => Promise<void>;
	/** Waits until nothing runs. */
	readonly idle: () => Promise<void>;
	/** The answer that is shown. */
	readonly answer: () => Promise<string>;
	/** What the page says of the run under a heading, such as `Layers`. */
	readonly fact: (heading: string) => Promise<string>;
	/** The problem that is shown. */
	readonly problem: () => Promise<string>;
}

/** How long a run may take, in milliseconds: WebGL on a processor that plays a card is slow. */
export const SLOWEST_RUN = 150_000;

/** Opens the page, and waits until it can be used. */
export async function visit(browser: Browser | BrowserContext, url: string): Promise<Visitor> {
	const page = await browser.newPage();
	page.setDefaultTimeout(30_000);
	const complaints: string[] = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('request', (request) => {
		if (!request.url().startsWith(url) && !request.url().startsWith('data:')) complaints.push(`asked for ${request.url()}`);
	});
	await page.goto(url);
	await page.getByRole('group', { name: 'Backend' }).getByRole('radio', { checked: true }).waitFor();
	await page.getByText('parameters').waitFor();
	const idle = (): Promise<void> => page.locator('#outcome[aria-busy=false]').waitFor({ timeout: SLOWEST_RUN });
	return {
		page,
		complaints,
		choose: (title) => page.locator(`label:text-is("${title}")`).click(),
		run: async (text) => {
			await page.getByLabel('Input').fill(text);
			await page.getByRole('button', { name: 'Run', exact: true }).click();
			await idle();
		},
		idle,
		answer: async () => (await page.locator('output').textContent()) ?? '',
		fact: async (heading) => (await page.locator(`dt:text-is("${heading}") + dd`).textContent()) ?? '',
		problem: async () => (await page.getByRole('alert').textContent()) ?? '',
	};
}

/** Presses a key until what a selector describes has the focus. */
export async function pressUntil(page: Page, key: string, selector: string): Promise<void> {
	for (let presses = 0; presses < 20; presses++) {
		if ((await page.locator(`${selector}:focus`).count()) > 0) return;
		await page.keyboard.press(key);
	}
	throw new Error(`${key} never came to ${selector}.`);
}
