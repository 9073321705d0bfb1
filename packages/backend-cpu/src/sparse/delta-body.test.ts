import { createReferenceBackend } from '@alta-ts/tensor';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createCpuBackend } from '../create-cpu-backend.js';
import { farthest, firstDifference, runPlan } from '../testing/compare.js';
import { randomLoop } from '../testing/random-loop.js';

/** What is left out on purpose. */
const mutant = vi.hoisted(() => ({ name: '' }));

vi.mock('./changes.js', async (load) => {
	const real = await load<typeof import('./changes.js')>();
	return {
		...real,
		noteColumn: (...column: Parameters<typeof real.noteColumn>) => {
			if (mutant.name !== 'a column that changed in all rows') real.noteColumn(...column);
		},
		noteChange: (...change: Parameters<typeof real.noteChange>) => {
			if (mutant.name !== 'a column that changed' || change[3] !== 1) real.noteChange(...change);
		},
	};
});

vi.mock('./dirty-rows.js', async (load) => {
	const real = await load<typeof import('./dirty-rows.js')>();
	return {
		...real,
		markQueries: (...marks: Parameters<typeof real.markQueries>) => {
			if (mutant.name !== 'queries that changed') real.markQueries(...marks);
		},
		markKeys: (...marks: Parameters<typeof real.markKeys>) => {
			if (mutant.name !== `${marks[3]}s that changed`) real.markKeys(...marks);
		},
	};
});

vi.mock('./uniform-columns.js', async (load) => {
	const real = await load<typeof import('./uniform-columns.js')>();
	return {
		...real,
		updateUniformColumn: (...column: Parameters<typeof real.updateUniformColumn>) => {
			if (mutant.name !== 'columns that are no longer uniform') real.updateUniformColumn(...column);
		},
	};
});

vi.mock('./active-entries.js', async (load) => {
	const real = await load<typeof import('./active-entries.js')>();
	return {
		...real,
		updateActiveEntries: (...entries: Parameters<typeof real.updateActiveEntries>) => {
			if (mutant.name !== 'entries that became active') real.updateActiveEntries(...entries);
		},
	};
});

/** Where a loop evaluated by what changes differs from the same loop evaluated in full. */
async function differenceFromFull(seed: number): Promise<string | undefined> {
	const { plan, nested, inputs } = randomLoop(seed);
	const backend = createCpuBackend();
	try {
		const [delta, full] = [await runPlan(backend, plan, inputs), await runPlan(backend, nested, inputs)];
		if (delta.passes.loop !== full.passes.loop) return `${delta.passes.loop} and ${full.passes.loop} passes`;
		return firstDifference(delta, full);
	} finally {
		backend.dispose();
	}
}

test('a loop that computes what changes gives what a full evaluation gives, bit for bit', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer(), async (seed) => {
			expect(await differenceFromFull(seed)).toBeUndefined();
		}),
		{ numRuns: 400 },
	);
});

test('a loop of sparse steps gives exactly what the reference backend gives, up to signs of zeros', async () => {
	await fc.assert(
		fc.asyncProperty(fc.integer(), async (seed) => {
			const { plan, inputs } = randomLoop(seed, { sparseOnly: true });
			const expected = await runPlan(createReferenceBackend(), plan, inputs);
			fc.pre(Object.values(expected.outputs).every((numbers) => numbers.every(Number.isFinite)));
			const found = await runPlan(createCpuBackend(), plan, inputs);
			for (const [name, numbers] of Object.entries(expected.outputs)) expect(farthest(found.outputs[name] ?? [], numbers)).toBe(0);
		}),
		{ numRuns: 600 },
	);
});

describe('it is noticed when the evaluation forgets', () => {
	test.each([
		'a column that changed',
		'a column that changed in all rows',
		'queries that changed',
		'keys that changed',
		'values that changed',
		'columns that are no longer uniform',
		'entries that became active',
	])('%s', async (name) => {
		mutant.name = name;
		try {
			const seeds = Array.from({ length: 150 }, (_, seed) => seed);
			const differences = await Promise.all(seeds.map(differenceFromFull));
			expect(differences.filter((difference) => difference !== undefined).length).toBeGreaterThan(0);
		} finally {
			mutant.name = '';
		}
	});
});
