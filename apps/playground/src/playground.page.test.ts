import { basename } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderWithoutWeights, seenOnceFolder, taskFolder } from './testing/folders.js';
import { type ServedPage, servePage } from './testing/serve-page.js';
import { pressUntil, SLOWEST_RUN, startChromium, type Visitor, visit, WITH_WEBGPU } from './testing/visitor.js';

const COMMAND = 'jump twice after walk';
const ACTIONS = 'I_WALK I_JUMP I_JUMP';

/** One that takes a second or so. */
const LONG_COMMAND = 'walk around left twice and run around right thrice';

/** The backends of the page that work in this Chromium. */
const WORKING = ['webgpu', 'cpu', 'gpujs webgpu', 'gpujs webgl2', 'gpujs webasm', 'reference'];

let served: ServedPage;
beforeAll(async () => {
	served = await servePage();
});
afterAll(() => served.close());

describe('with WebGPU', () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await startChromium(WITH_WEBGPU);
	});
	afterAll(() => browser.close());

	async function visited(body: (visitor: Visitor) => Promise<void>): Promise<void> {
		const visitor = await visit(browser, served.url);
		await body(visitor);
		expect(visitor.complaints).toEqual([]);
		await visitor.page.close();
	}

	test('offers the backends that work here, and tells why others do not', () =>
		visited(async ({ page }) => {
			const radios = page.getByRole('group', { name: 'Backend' }).getByRole('radio');
			const states = await radios.evaluateAll((all: HTMLInputElement[]) => all.map(({ value, disabled }) => ({ value, disabled })));
			expect(states.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual(WORKING);
			for (const { value } of states.filter(({ disabled }) => disabled)) {
				const described = await page.getByRole('radio', { name: value, exact: true }).getAttribute('aria-describedby');
				expect(await page.locator(`#${described}`).textContent()).toMatch(/^.+\. .+\.$/);
			}
		}));

	test.each(WORKING)('SCAN on %s: the answer, its layers, and what computed it', { timeout: SLOWEST_RUN }, (backend) =>
		visited(async ({ page, choose, run, answer, fact }) => {
			await choose('SCAN');
			await choose(backend);
			await run(COMMAND);
			expect(await answer()).toBe(ACTIONS);
			expect(await fact('Layers')).toBe('73');
			expect(await fact('Time')).toMatch(/^\d+(\.\d)? m?s$/);
			expect(await fact('Backend')).toBe(backend);
			const adapter = await page.locator(`#backends-${backend.replace(' ', '-')}-note`).textContent();
			expect(await fact('Adapter')).toContain(adapter);
		}),
	);

	test('addition and parity', () =>
		visited(async ({ page, choose, run, answer, fact }) => {
			await choose('Addition');
			await run('728+295');
			expect(await answer()).toBe('1023');
			await choose('Parity');
			expect(await page.locator('#status').textContent()).toBe('Nothing was run yet.');
			await run('1 0 1 1');
			expect(await answer()).toBe('1');
			await run('');
			expect(await fact('Input')).toBe('(empty)');
		}));

	test('an unknown word: code, what, where, why and what to do; and the page goes on', () =>
		visited(async ({ run, problem, answer, fact }) => {
			await run('jump twise after walk');
			for (const part of ['ALTA8004', '"twise" is not a word of SCAN.', 'word 2', 'Its words are', 'Write "twice".']) {
				expect(await problem()).toContain(part);
			}
			await run(COMMAND);
			expect(await answer()).toBe(ACTIONS);
			expect(await fact('Layers')).toBe('73');
		}));

	test('with the keyboard alone', () =>
		visited(async ({ page, answer, fact }) => {
			await pressUntil(page, 'Tab', '[name=models]');
			await pressUntil(page, 'ArrowDown', '[value=addition]');
			await pressUntil(page, 'Tab', '[name=backends]');
			await pressUntil(page, 'ArrowDown', '[value=reference]');
			await pressUntil(page, 'Tab', '#input');
			await page.keyboard.press('ControlOrMeta+a');
			await page.keyboard.type('99999+1');
			await page.keyboard.press('Enter');
			await expect.poll(answer, { timeout: 30_000 }).toBe('100000');
			expect(await fact('Backend')).toBe('reference');
		}));

	test('what every position read and gave', () =>
		visited(async ({ page, run }) => {
			await run(COMMAND);
			await page.getByText('Position by position').click();
			const given = await page.locator('tbody tr td:last-child').allTextContents();
			expect(given.filter((output) => output !== 'PAD').join(' ')).toBe(ACTIONS);
		}));

	test('weights from a folder, as they were compiled; and a folder that holds none', () =>
		visited(async ({ page, run, answer, problem }) => {
			await page.locator('#folder').setInputFiles(seenOnceFolder());
			await page.getByText('seen-once: ').waitFor();
			expect(new URL(page.url()).hash).toBe('');
			await run('a b a');
			expect(await answer()).toBe('false true false');
			await run('a d');
			expect(await problem()).toContain('ALTA6001');
			const folder = folderWithoutWeights();
			await page.locator('#folder').setInputFiles(folder);
			expect(await problem()).toContain('ALTA3301');
			expect(await problem()).toContain(basename(folder));
		}));

	test('a folder with nothing in it, which browsers tell as they tell that none was picked', () =>
		visited(async ({ page }) => {
			for (const event of ['cancel', 'cancel', 'change']) {
				await page.locator('#folder').dispatchEvent(event);
				expect(await page.locator('#note').textContent()).toBe('No folder was opened: none was picked, or there is nothing in it.');
			}
		}));

	test('an answer says what it answers, and nothing else is run until it is there', () =>
		visited(async ({ page, choose, idle, answer, fact }) => {
			await choose('reference');
			const runButton = page.getByRole('button', { name: 'Run', exact: true });
			await page.getByLabel('Input').fill(LONG_COMMAND);
			await runButton.click();
			expect(await runButton.isDisabled()).toBe(true);
			expect(await page.getByRole('status').textContent()).toContain('Running on reference …');
			await page.getByRole('button', { name: 'turn opposite left thrice' }).click();
			await page.keyboard.press('Enter');
			await idle();
			expect(await answer()).toMatch(/^(I_TURN_LEFT I_WALK ){8}(I_TURN_RIGHT I_RUN ?){12}$/);
			expect(await fact('Input')).toBe(LONG_COMMAND);
			expect(await fact('Weights')).toBe('scan');
			expect(await runButton.isDisabled()).toBe(false);
		}));

	test.each([
		[1280, 800],
		[390, 844],
	])('the answer is in sight at %i × %i, and nothing is wider than the page', (width, height) =>
		visited(async ({ page, run, problem }) => {
			await page.setViewportSize({ width, height });
			await run(COMMAND);
			const answer = await page.locator('output').boundingBox();
			expect(answer?.y).toBeGreaterThanOrEqual(0);
			expect((answer?.y ?? 0) + (answer?.height ?? 0)).toBeLessThanOrEqual(height);
			await run('x'.repeat(3000));
			expect((await problem()).length).toBeLessThan(400);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
		}),
	);

	test('a processor that plays a card is told as such, and not chosen by itself', () =>
		visited(async ({ page }) => {
			const card = await page.evaluate(async () => (await navigator.gpu.requestAdapter())?.info.architecture);
			const isPlayed = card === 'swiftshader' || card === 'llvmpipe';
			expect(await page.locator('[name=backends]:checked').getAttribute('value')).toBe(isPlayed ? 'cpu' : 'webgpu');
			const noteOf = async (name: string): Promise<string> => (await page.locator(`#backends-${name}-note`).textContent()) ?? '';
			for (const name of ['webgpu', 'gpujs-webgpu', 'gpujs-webgl2']) expect((await noteOf(name)).endsWith('(in software).')).toBe(isPlayed);
			for (const name of ['cpu', 'gpujs-webasm', 'reference']) expect(await noteOf(name)).not.toContain('in software');
		}));

	test('what is chosen outlives a reload, in the address', () =>
		visited(async ({ page, choose, run, answer, fact }) => {
			await choose('Addition');
			await choose('reference');
			await run('12+9');
			expect(new URL(page.url()).hash).toBe('#model=addition&backend=reference&input=12%2B9');
			await page.reload();
			await page.getByText('addition: ').waitFor();
			await page.locator('[value=reference]:checked').waitFor();
			await page.getByRole('button', { name: 'Run', exact: true }).click();
			await expect.poll(answer).toBe('21');
			expect(await fact('Backend')).toBe('reference');
			await page.goto(`${served.url}#model=parity-sequential-relative&input=1+1`);
			await page.getByText('parity-sequential-relative: ').waitFor();
			expect(await page.getByLabel('Input').inputValue()).toBe('1 1');
		}));

	test('weights in a dtype that some backends do not have: these cannot be chosen, with the reason', () =>
		visited(async ({ page, choose, run, answer, fact }) => {
			await choose('webgpu');
			await page.locator('#folder').setInputFiles(seenOnceFolder('f64'));
			await page.getByText('parameters in f64').waitFor();
			expect(await page.getByRole('radio', { name: 'webgpu', exact: true }).isDisabled()).toBe(true);
			expect(await page.locator('#backends-webgpu-note').textContent()).toMatch(/f64.*choose another backend/);
			await run('a b a');
			expect(await answer()).toBe('false true false');
			expect(await fact('Backend')).toBe('reference');
			await choose('Parity');
			await page.locator('[value=webgpu]:checked').waitFor();
		}));

	test('weights of a task of the library come with inputs to try', () =>
		visited(async ({ page }) => {
			await page.locator('#folder').setInputFiles(taskFolder('sort'));
			await page.getByText('Which order do digits come in?').waitFor();
			const examples = await page.locator('#examples code').allTextContents();
			expect(examples.length).toBeGreaterThan(1);
			for (const example of examples) expect(example).toMatch(/^\d( \d)*$/);
		}));

	test.each([
		['reference', 'Escape'],
		['gpujs webgl2', 'Stop'],
	])('a run on %s that is stopped while it computes, with %s, and another one after it', (backend, by) =>
		visited(async ({ page, choose, run, problem, answer }) => {
			await choose(backend);
			await page.getByLabel('Input').fill('look around right thrice and look around right thrice');
			await page.getByRole('button', { name: 'Run', exact: true }).click();
			await page.waitForTimeout(1000);
			if (by === 'Escape') await page.keyboard.press(by);
			else await page.getByRole('button', { name: by }).click();
			expect(await problem()).toBe('The run was stopped.');
			await choose('cpu');
			await run(COMMAND);
			expect(await answer()).toBe(ACTIONS);
		}),
	);
});

describe('a lost device', () => {
	test.each([
		['webgpu', 'ALTA5041'],
		['gpujs webgpu', 'ALTA5061'],
		['gpujs webgl2', 'ALTA5061'],
	])('of %s is told, and a new one gives the same answer', async (backend, code) => {
		const browser = await startChromium(WITH_WEBGPU);
		const { page, choose, run, answer, fact } = await visit(browser, served.url);
		await choose('Addition');
		await choose(backend);
		await run('728+295');
		expect(await answer()).toBe('1023');

		const session = await browser.newBrowserCDPSession();
		await session.send('Browser.crashGpuProcess');
		await run('728+295');
		expect(await answer()).toBe('1023');
		expect(await fact('Backend')).toBe(backend);
		const notice = await page.locator('.notice').textContent();
		expect(notice).toContain('The device was lost. This answer is of a new one.');
		expect(notice).toContain(code);

		await run('728+295');
		expect(await page.locator('.notice').count()).toBe(0);
		await browser.close();
	});

	test('of gpujs webgl2 is noticed in the middle of a run', { timeout: 2 * SLOWEST_RUN }, async () => {
		const browser = await startChromium(WITH_WEBGPU);
		const { page, choose, idle, answer } = await visit(browser, served.url);
		await choose('SCAN');
		await choose('gpujs webgl2');
		await page.getByLabel('Input').fill(COMMAND);
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.waitForTimeout(2000);
		const session = await browser.newBrowserCDPSession();
		await session.send('Browser.crashGpuProcess');
		await idle();
		expect(await answer()).toBe(ACTIONS);
		expect(await page.locator('.notice').textContent()).toContain('ALTA5061');
		await browser.close();
	});
});

describe('weights that do not come from the server', () => {
	test('are told with their addresses, and asked for again by the next run', async () => {
		const browser = await startChromium([]);
		const page = await browser.newPage();
		await page.route('**/models/**', (route) => route.fulfill({ status: 404 }));
		await page.goto(served.url);
		const alert = page.getByRole('alert');
		await alert.waitFor();
		await page.locator('[name=backends]:checked').waitFor();
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await page.locator('#outcome[aria-busy=false]').waitFor();
		expect(await alert.textContent()).toMatch(
			/The weights did not come from the server\. ALTA3301.*models\/scan\/.*config\.json: the server answers 404/,
		);
		await page.unroute('**/models/**');
		await page.getByRole('button', { name: 'Run', exact: true }).click();
		await expect.poll(() => page.locator('output').allTextContents(), { timeout: 30_000 }).toEqual([ACTIONS]);
		await browser.close();
	});
});

test('a page that is opened from a file says that it needs a server', async () => {
	const browser = await startChromium([]);
	const page = await browser.newPage();
	await page.goto(`file://${served.folder}/index.html`);
	expect(await page.getByText('Browsers do not run this page from a file.').isVisible()).toBe(true);
	expect(await page.getByText('Looking for what works here').isVisible()).toBe(false);
	await browser.close();
});

describe('without WebGPU', () => {
	test('says what is missing, and runs on another backend', async () => {
		const browser = await startChromium([]);
		const { page, run, answer, fact } = await visit(browser, served.url);
		const webgpu = page.getByRole('radio', { name: 'webgpu', exact: true });
		expect(await webgpu.isDisabled()).toBe(true);
		expect(await page.locator('#backends-webgpu-note').textContent()).toContain('WebGPU has no adapter here.');
		await run(COMMAND);
		expect(await answer()).toBe(ACTIONS);
		expect(await fact('Backend')).toBe('cpu');
		await browser.close();
	});
});
