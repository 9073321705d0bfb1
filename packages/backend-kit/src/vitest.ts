import { isAltaError } from '@alta-ts/diagnostics';
import { type Availability, type Backend, type DType, missingDType } from '@alta-ts/tensor';
import { afterAll, assert, describe, expect, test } from 'vitest';
import type { BackendCase } from './case.js';
import { backendCases } from './cases.js';
import { problemsText } from './problems-text.js';
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
 * Registers the cases of the kit as tests of vitest: a test a case. Cases that are skipped here show as *not run*, with the reason; so do those
 * that the backend refuses in its capabilities, all cases of one reason together.
 */
export function describeBackend({ name, create, skip = [] }: BackendDescription): void {
	describe(name, async () => {
		const runner = await createCaseRunner(create, skip);
		afterAll(() => runner.dispose());

		test('every skip names a case', () => {
			expect(idleSkips(backendCases, skip)).toEqual([]);
		});

		const refused = new Map<string, BackendCase[]>();
		for (const each of backendCases) {
			const reason = runner.refusal(each);
			if (reason === undefined) register(runner, each);
			else refused.set(reason, [...(refused.get(reason) ?? []), each]);
		}
		for (const [reason, cases] of refused) test.skip(`${listed(cases)}: ${reason}`, () => {});
	});
}

function register(runner: CaseRunner, each: BackendCase): void {
	const reason = runner.skipped(each);
	if (reason !== undefined) {
		test.skip(`${each.name}: ${reason}`, () => {});
		return;
	}
	test(each.name, async () => {
		const { problems } = await runner.run(each);
		assert(problems.length === 0, problemsText(problems));
	});
}

/** Names the ops of refused cases, by dtype. */
function listed(cases: readonly BackendCase[]): string {
	const dtypes = new Set(cases.map(({ dtype }) => dtype));
	const opsIn = (wanted: BackendCase['dtype']): string =>
		[...new Set(cases.flatMap(({ dtype, op }) => (dtype === wanted ? [op ?? 'others'] : [])))].join(', ');
	return [...dtypes].map((dtype) => `${opsIn(dtype)} in ${dtype ?? 'any dtype'}`).join('; ');
}

/**
 * Registers tests that need a device. Where it is missing they show as *not run*, with the reason; but where CI is true they run all the same, and
 * fail: there, a device that is missing is a mistake.
 *
 * @param here what the probe of the backend says
 */
export function describeOnDevice(name: string, here: Availability, body: () => void): void {
	if (here.available || isCi()) {
		describe(name, () => {
			body();
		});
	} else test.skip(`${name}: ${here.reason}`, () => {});
}

/**
 * Registers tests that need a dtype which few devices have. Without it they show as *not run*, with the reason, everywhere.
 *
 * @param create makes a backend, which is asked what it can do
 */
export async function describeInDType(name: string, dtype: DType, create: () => Promise<Backend>, body: () => void): Promise<void> {
	const reason = await whyNot(dtype, create);
	if (reason === undefined) {
		describe(name, () => {
			body();
		});
	} else test.skip(`${name}: ${reason}`, () => {});
}

async function whyNot(dtype: DType, create: () => Promise<Backend>): Promise<string | undefined> {
	try {
		const backend = await create();
		backend.dispose();
		return missingDType(backend.capabilities, dtype);
	} catch (error) {
		if (isAltaError(error)) return error.problems[0]?.what ?? error.code;
		throw error;
	}
}

function isCi(): boolean {
	const process: { readonly env: Readonly<Record<string, string | undefined>> } | undefined = Reflect.get(globalThis, 'process');
	return process?.env.CI === 'true';
}
