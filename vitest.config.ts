import { defineConfig } from 'vitest/config';
import { softwareDriver } from './tooling/test/software-driver.mjs';

/** Tests read the sources of sibling packages, so they need no build. */
const conditions = ['@alta-ts/source'];

export default defineConfig({
	ssr: { resolve: { conditions, externalConditions: conditions } },
	test: {
		include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tooling/*/**/*.test.ts'],
		exclude: ['**/node_modules/**', '**/dist/**'],
		env: softwareDriver,
		// A limit for tests that hang. Machines that build have slow days.
		testTimeout: 60_000,
	},
});
