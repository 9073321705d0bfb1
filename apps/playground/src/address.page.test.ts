import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ServedPage, servePage } from './testing/serve-page.js';
import { startChromium } from './testing/visitor.js';

let served: ServedPage;
let browser: Browser;
beforeAll(async () => {
	[served, browser] = await Promise.all([servePage(), startChromium([])]);
});
afterAll(async () => {
	await browser.close();
	await served.close();
});

/** A page where it takes a while to find out what works. */
async function slowPage(hash: string): Promise<Page> {
	const context: BrowserContext = await browser.newContext();
	onTestFinished(() => context.close());
	await context.route(/\/assets\/(?!index|worker)[^/]*\.js$/, async (route) => {
		await new Promise((resolve) => setTimeout(resolve, 1000));
		await route.continue();
	});
	const page = await context.newPage();
	await page.goto(`${served.url}${hash}`);
	return page;
}

const run = (page: Page): Promise<void> => page.getByRole('button', { name: 'Run', exact: true }).click();

test('a run that is asked for before it is known what works begins as soon as it is', async () => {
	const page = await slowPage('#model=addition&input=1%2B1');
	await run(page);
	await expect.poll(() => page.locator('#status').textContent()).toContain('Looking for what works here …');
	await expect.poll(() => page.locator('output').allTextContents(), { timeout: 30_000 }).toEqual(['2']);
});

test('such a run can be stopped, and another one follows', async () => {
	const page = await slowPage('#model=addition&input=1%2B1');
	await run(page);
	await page.keyboard.press('Escape');
	expect(await page.getByRole('alert').textContent()).toBe('The run was stopped.');
	await run(page);
	await expect.poll(() => page.locator('output').allTextContents(), { timeout: 30_000 }).toEqual(['2']);
});

test.each([
	[
		'#model=scan&backend=webgpu&input=jump',
		'The address asks for webgpu, which does not work here; cpu is chosen.',
		'#model=scan&input=jump',
	],
	[
		'#model=nope&backend=zzz&input=walk',
		'The address asks for nope, which this page does not have; scan is chosen. The address asks for zzz, which this page does not have; cpu is chosen.',
		'#model=scan&input=walk',
	],
])('%s asks for what is not there: the page says so, and puts the address right', async (asked, note, given) => {
	const page = await browser.newPage();
	onTestFinished(() => page.close());
	await page.goto(`${served.url}${asked}`);
	await page.locator('[value=cpu]:checked').waitFor();
	expect(await page.locator('#note').textContent()).toBe(note);
	expect(new URL(page.url()).hash).toBe(given);
	await page.getByText('Addition', { exact: true }).click();
	expect(await page.locator('#note').textContent()).toBe('');
});
