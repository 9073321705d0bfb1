import { type Backend, checkContract, missingDType, refusalOf, watchAllocations } from '@alta-ts/tensor';
import type { BackendCase, CaseResult } from './case.js';

/** A case that is not run, and why. */
export interface Skip {
	/** Exact names of cases, or what their names match. */
	readonly cases: readonly string[] | RegExp;
	readonly reason: string;
}

/** What runs cases. */
export interface CaseRunner {
	/** Why the backend says it does not do what a case is about, if it does. */
	refusal(backendCase: BackendCase): string | undefined;
	/** Why a case is to be skipped, if it is. */
	skipped(backendCase: BackendCase): string | undefined;
	/** Runs one case. Whatever it throws is a problem, and so is what it does not free. */
	run(backendCase: BackendCase): Promise<CaseResult>;
	/** Disposes the backend the cases share. */
	dispose(): void;
}

/**
 * Makes a backend, and runs cases on it, one after the other.
 *
 * @throws AltaError ALTA5020 for a backend that was written for another version of the contract.
 */
export async function createCaseRunner(create: () => Backend | Promise<Backend>, skip: readonly Skip[] = []): Promise<CaseRunner> {
	const inner = await create();
	checkContract(inner);
	const watch = watchAllocations(inner);
	const refusal: CaseRunner['refusal'] = (each) => refusalBy(inner, each);
	const skipped: CaseRunner['skipped'] = ({ name }) => skip.find(({ cases }) => listed(cases, name))?.reason;
	return {
		refusal,
		skipped,
		run: async (each) => {
			const { name, op, dtype } = each;
			const about = { name, ...(op === undefined ? {} : { op }), ...(dtype === undefined ? {} : { dtype }) };
			const reason = skipped(each) ?? refusal(each);
			if (reason !== undefined) return { ...about, status: 'not run', problems: [], reason };
			const before = new Set(watch.live());
			const problems = await tried(async () => each.run({ backend: watch.backend, create: async () => create() }));
			const left = watch.live().filter((allocation) => !before.has(allocation));
			const leaks = left.map(({ kind, label, madeBy }) => `The ${kind} "${label}", made by ${madeBy}, was not disposed.`);
			const all = [...problems, ...leaks];
			return { ...about, status: all.length === 0 ? 'passed' : 'failed', problems: all };
		},
		dispose: () => inner.dispose(),
	};
}

/**
 * Makes a backend, runs cases on it and returns how each went. Needs no test runner.
 *
 * @example
 * ```ts
 * import { backendCases, runCases } from '@alta-ts/backend-kit';
 * import { createReferenceBackend } from '@alta-ts/tensor';
 * const cases = backendCases.filter(({ op, dtype }) => op === 'argmax' && dtype === 'f32');
 * const results = await runCases(cases, createReferenceBackend);
 * results.map(({ name, status }) => `${name}: ${status}`); // => ['argmax f32: all sizes, ties, NaN and infinities: passed']
 * ```
 */
export async function runCases(
	cases: readonly BackendCase[],
	create: () => Backend | Promise<Backend>,
	skip: readonly Skip[] = [],
): Promise<readonly CaseResult[]> {
	const runner = await createCaseRunner(create, skip);
	const results: CaseResult[] = [];
	for (const each of cases) results.push(await runner.run(each));
	runner.dispose();
	return results;
}

/** Skips that name no case. A skip that skips nothing hides that its reason is gone. */
export function idleSkips(cases: readonly BackendCase[], skip: readonly Skip[]): readonly string[] {
	return skip.flatMap(({ cases: named }) => {
		const wanted = named instanceof RegExp ? [named] : named.map((name) => [name]);
		return wanted.filter((each) => !cases.some(({ name }) => listed(each, name))).map(String);
	});
}

function listed(cases: Skip['cases'], name: string): boolean {
	return cases instanceof RegExp ? cases.test(name) : cases.includes(name);
}

function refusalBy({ capabilities }: Backend, { op, dtype, needs = [] }: BackendCase): string | undefined {
	if (op === undefined && dtype !== undefined) return missingDType(capabilities, dtype);
	const own = op === undefined ? undefined : refusalOf(capabilities, op, dtype);
	return own ?? needs.map((need) => refusalOf(capabilities, ...need)).find((reason) => reason !== undefined);
}

async function tried(body: () => Promise<readonly string[]>): Promise<readonly string[]> {
	try {
		return await body();
	} catch (error) {
		return [error instanceof Error ? `It threw: ${error.message}` : `It threw ${String(error)}.`];
	}
}
