import { defineConfig } from 'vitest/config';

/** Tests read the sources of sibling packages, so they need no build. */
const conditions = ['@alta-ts/source'];

export default defineConfig({
	ssr: { resolve: { conditions, externalConditions: conditions } },
	test: {
		include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tooling/*/**/*.test.ts'],
		exclude: ['**/node_modules/**', '**/dist/**'],
		// A limit for tests that hang. Machines that build have slow days.
		testTimeout: 60_000,
	},
});
