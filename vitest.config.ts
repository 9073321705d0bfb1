import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { findChromium } from './tooling/setup/system-packages.mjs';
import { halfDriver, softwareDriver } from './tooling/test/software-driver.mjs';

/** Tests read the sources of sibling packages, so they need no build. */
const conditions = ['@alta-ts/source'];

/** A limit for tests that hang. Machines that build have slow days. */
const testTimeout = 60_000;

const tests = ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tooling/*/**/*.test.ts'];
const browserTests = ['packages/*/src/**/*.browser.test.ts', 'tooling/*/**/*.browser.test.ts'];
const pageTests = 'apps/*/src/**/*.page.test.ts';
const halfTests = 'packages/*/src/**/*.f16.test.ts';
const never = ['**/node_modules/**', '**/dist/**'];

const node: TestProjectInlineConfiguration = {
	ssr: { resolve: { conditions, externalConditions: conditions } },
	test: { name: 'node', include: tests, exclude: [...never, ...browserTests, pageTests, halfTests], env: softwareDriver, testTimeout },
};

/** Tests of f16 on WebGPU: a process sees one driver, and the one of all other tests does not have it. */
const half: TestProjectInlineConfiguration = {
	ssr: { resolve: { conditions, externalConditions: conditions } },
	test: { name: 'f16', include: [halfTests], exclude: never, env: halfDriver, testTimeout },
};

const chromium = findChromium();

/** Tests that run within a page, in Chromium. Without the flag it has no WebGPU where there is no card. */
const browser: TestProjectInlineConfiguration = {
	resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
	test: {
		name: 'browser',
		include: browserTests,
		exclude: never,
		testTimeout,
		browser: {
			enabled: true,
			headless: true,
			screenshotFailures: false,
			provider: playwright({
				launchOptions: { ...(chromium === undefined ? {} : { executablePath: chromium }), args: ['--enable-unsafe-webgpu'] },
			}),
			instances: [{ browser: 'chromium' }],
		},
	},
};

/** Tests that visit a page as people do: they drive Chromium from Node. */
const pages: TestProjectInlineConfiguration = {
	ssr: { resolve: { conditions, externalConditions: conditions } },
	test: {
		name: 'pages',
		include: [pageTests],
		exclude: never,
		env: { CHROMIUM: chromium ?? '' },
		testTimeout,
		hookTimeout: 3 * testTimeout,
	},
};

/** As many processes as there are cores: vitest would leave one of two idle. */
const maxWorkers = '100%';

export default defineConfig({ test: { maxWorkers, projects: chromium === undefined ? [node, half] : [node, half, browser, pages] } });
