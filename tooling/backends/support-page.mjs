// @ts-check
import { fileURLToPath } from 'node:url';
import { createCpuBackend } from '@alta-ts/backend-cpu';
import { createGpuJsBackend } from '@alta-ts/backend-gpujs';
import { backendCases, runCases, supportTable } from '@alta-ts/backend-kit';
import { createReferenceBackend } from '@alta-ts/tensor';

/** Where the page stands. */
export const supportPagePath = fileURLToPath(new URL('../../docs/backends.md', import.meta.url));

const opening = `# Backends

What each backend of this repository does, op by op and dtype by dtype. A tick stands where every case of the [conformance kit](../packages/backend-kit/README.md) that is about the op passed, and a number for the reason why none was run.

<!-- Generated from what was run by \`npm run docs:backends\`. -->

`;

/** Runs the kit on every backend that works everywhere, and writes the page. */
export async function supportPage() {
	const cases = backendCases.filter(({ op, dtype }) => op !== undefined && dtype !== undefined);
	const reference = await runCases(cases, createReferenceBackend);
	const cpu = await runCases(cases, () => createCpuBackend());
	const gpujs = await runCases(cases, () => createGpuJsBackend());
	return `${opening}${supportTable({ reference, cpu, gpujs })}`;
}
