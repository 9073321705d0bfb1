import type { Browser, Route } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seenOnceFolder } from './testing/folders.js';
import { type ServedPage, servePage } from './testing/serve-page.js';
import { startChromium, visit } from './testing/visitor.js';

let served: ServedPage;
let browser: Browser;
beforeAll(async () => {
	[served, browser] = await Promise.all([servePage(), startChromium([])]);
});
afterAll(async () => {
	await browser.close();
	await served.close();
});

const notFound = (route: Route): Promise<void> => route.fulfill({ status: 404 });

describe('weights that are chosen and do not come', () => {
	test('are not answered for by those before', async () => {
		const { page, choose, run, problem, idle, answer } = await visit(browser, served.url);
		await page.context().route('**/models/addition/**', notFound);
		await choose('Addition');
		await page.getByText('could not be loaded').waitFor();
		await run('jump twice after walk');
		expect(await problem()).toContain('The weights did not come from the server.');
		expect(await page.locator('output').count()).toBe(0);
		await page.context().unroute('**/models/addition/**');
		await run('728+295');
		await idle();
		expect(await answer()).toBe('1023');
		await page.close();
	});

	test('are nothing to speak of once others are chosen', async () => {
		const { page, choose, run, answer } = await visit(browser, served.url);
		let refused = 0;
		await page.context().route('**/models/addition/**', async (route) => {
			await new Promise((resolve) => setTimeout(resolve, 500));
			refused++;
			await notFound(route);
		});
		await choose('Addition');
		await page.getByText('Loading the weights').waitFor();
		await choose('Parity');
		await page.getByText('parity-sequential-relative: ').waitFor();
		expect(refused).toBe(3);
		expect(await page.getByRole('alert').count()).toBe(0);
		await run('1 0 1 1');
		expect(await answer()).toBe('1');
		await page.context().unroute('**/models/addition/**');
		await page.close();
	});
});

describe('a folder of weights', () => {
	test('that is opened while a run goes on takes its turn, and the answer goes away with the weights', async () => {
		const { page, choose, run, answer, fact } = await visit(browser, served.url);
		await choose('reference');
		await page.getByLabel('Input').fill('walk around left twice and run');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.locator('#folder').setInputFiles(seenOnceFolder());
		expect(await page.getByRole('status').textContent()).toContain('Running on reference …');
		await page.getByText('seen-once: ').waitFor();
		expect(await page.locator('#outcome').getAttribute('aria-busy')).toBe('false');
		expect(await page.locator('output').count()).toBe(0);
		await run('a b a');
		expect(await answer()).toBe('false true false');
		expect(await fact('Weights')).toBe('seen-once');
		await page.close();
	});

	test('does not take the place of weights that are chosen while it waits to be loaded', async () => {
		const { page, choose, run, answer } = await visit(browser, served.url);
		await page.context().route('**/models/addition/**', async (route) => {
			await new Promise((resolve) => setTimeout(resolve, 500));
			await route.continue();
		});
		await choose('Addition');
		await page.getByText('Loading the weights').waitFor();
		await page.locator('#folder').setInputFiles(seenOnceFolder());
		await choose('Parity');
		await page.getByText('parity-sequential-relative: ').waitFor();
		expect(await page.locator('[name=models]:checked').getAttribute('value')).toBe('parity-sequential-relative');
		await run('1 0 1 1');
		expect(await answer()).toBe('1');
		await page.context().unroute('**/models/addition/**');
		await page.close();
	});

	test('does not take the place of weights that are chosen while it is read', async () => {
		const { page, choose, run, answer } = await visit(browser, served.url);
		await page.evaluate(() => {
			File.prototype.arrayBuffer = async function () {
				await new Promise((resolve) => setTimeout(resolve, 200));
				return new Response(this).arrayBuffer();
			};
		});
		await page.locator('#folder').setInputFiles(seenOnceFolder());
		await choose('Parity');
		await page.getByText('parity-sequential-relative: ').waitFor();
		await page.waitForTimeout(1000);
		await run('1 0 1 1');
		expect(await answer()).toBe('1');
		await page.close();
	});

	test('with a file that cannot be read is told, and the weights before are there again', async () => {
		const { page, run, problem, answer, complaints } = await visit(browser, served.url);
		await page.evaluate(() => {
			File.prototype.arrayBuffer = () => Promise.reject(new DOMException('The file went away.', 'NotReadableError'));
		});
		await page.locator('#folder').setInputFiles(seenOnceFolder());
		expect(await problem()).toMatch(/^The file \S+ could not be read: The file went away\.$/);
		await page.getByText('scan: ').waitFor();
		await run('jump twice');
		expect(await answer()).toBe('I_JUMP I_JUMP');
		expect(complaints).toEqual([]);
		await page.close();
	});
});

describe('files of backends that do not come', () => {
	async function visitWithout(file: RegExp): Promise<Awaited<ReturnType<typeof visit>>> {
		const context = await browser.newContext();
		await context.route(file, (route) => route.abort());
		return visit(context, served.url);
	}

	test('take away no other backends', async () => {
		const { page, run, answer, fact } = await visitWithout(/\/assets\/(?!index|worker)[^/]*\.js$/);
		for (const name of ['webgpu', 'cpu', 'gpujs-webasm']) {
			expect(await page.locator(`#backends-${name}`).isDisabled()).toBe(true);
			expect(await page.locator(`#backends-${name}-note`).textContent()).toMatch(/^It cannot be opened: .*Reload the page/);
		}
		await run('jump twice');
		expect(await answer()).toBe('I_JUMP I_JUMP');
		expect(await fact('Backend')).toBe('reference');
		await page.context().close();
	});

	test('of gpu.js: nobody who visits is told to install it', async () => {
		const { page } = await visitWithout(/\/gpu-browser-[^/]*\.js$/);
		const note = await page.locator('#backends-gpujs-webasm-note').textContent();
		expect(note).toMatch(/gpu\.js does not load.*Reload the page/);
		expect(note).not.toContain('npm');
		await page.context().close();
	});
});

test('a page whose worker does not come says so', async () => {
	const context = await browser.newContext();
	await context.route(/\/worker-[^/]*\.js$/, (route) => route.abort());
	const page = await context.newPage();
	await page.goto(served.url);
	await page.getByText('could not be loaded').waitFor();
	expect(await page.getByRole('alert').textContent()).toBe('The worker of the page could not be started. Reload the page.');
	expect(await page.getByText('Looking for what works here').isVisible()).toBe(false);
	await context.close();
});
