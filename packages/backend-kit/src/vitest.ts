import type { Backend } from '@alta-ts/tensor';
import { afterAll, describe, expect, test } from 'vitest';
import { backendCases } from './cases.js';
import { type CaseRunner, createCaseRunner, idleSkips, type Skip } from './run-case.js';

/** What {@link describeBackend} is told. */
export interface BackendDescription {
	/** Heads the tests. */
	readonly name: string;
	/** Makes a backend. It is called once for most cases, and once more for each that disposes its own or needs two. */
	readonly create: () => Backend | Promise<Backend>;
	/** Cases that are not run, each with the reason. They show as not run. */
	readonly skip?: readonly Skip[];
}

/**
 * Registers the cases of the kit as tests of vitest: a test a case. What the backend refuses in its capabilities, and what is skipped here,
 * shows as *not run*, with the reason.
 */
export function describeBackend({ name, create, skip = [] }: BackendDescription): void {
	describe(name, () => {
		let runner: Promise<CaseRunner> | undefined;
		afterAll(async () => (await runner)?.dispose());

		test('every skip names a case', () => {
			expect(idleSkips(backendCases, skip)).toEqual([]);
		});

		for (const each of backendCases) {
			test(each.name, async (context) => {
				runner ??= createCaseRunner(create, skip);
				const { status, problems, reason } = await (await runner).run(each);
				if (status === 'not run') context.skip(`not run: ${reason}`);
				expect(problems).toEqual([]);
			});
		}
	});
}
