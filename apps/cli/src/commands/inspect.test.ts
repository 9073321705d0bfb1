import { expect, test } from 'vitest';
import { alta, temporaryFolder } from '../testing/alta.js';

test('prints one JSON value with every size', async () => {
	const { code, out } = await alta('inspect parity-sequential-relative --json');
	expect(code).toBe(0);
	const summary: unknown = JSON.parse(out);
	expect(summary).toMatchObject({
		name: 'parity-sequential-relative',
		dModel: 6,
		rows: 3,
		maxLength: null,
		certificate: { guarantee: 'exact' },
		heads: [{ name: 'parityLeft' }, { name: 'doneLeft' }],
		stages: [
			{
				layers: [
					{
						updates: [
							{ writes: 'parity', rows: 2 },
							{ writes: 'done', rows: 1 },
						],
					},
				],
				repeat: 'until',
			},
		],
	});
	for (const key of ['rows', 'hidden', 'parameters', 'nonzeros', 'bytes']) expect(summary).toHaveProperty(key, expect.any(Number));
});

test.each([
	['parity-sequential-relative', 3],
	['parity-sequential-absolute', 3],
	['parity-sum-mod-2', 2],
	['parity-intermediate-variable', 53],
])('the rows of %s are those that are left after merging: %i', async (name, rows) => {
	expect(JSON.parse((await alta(`inspect ${name} --json`)).out)).toMatchObject({ rows });
});

test('an unrolled model, and one of several blocks a layer, names the updates of each layer', async () => {
	const { out } = await alta('inspect parity-sequential-relative --target standard --unrolled 2 --max-length 4');
	expect(out.match(/updates {2}parity \(2 rows\), done \(1 row\)/g)).toHaveLength(2);
});

test('what a part costs is summed up over its rows', async () => {
	const { out } = await alta('inspect parity-intermediate-variable');
	expect(out).toMatch(/stage 0 › layer 0 › update of parity$/m);
	expect(out).not.toContain(':=');
});

test('a model folder tells the same as its program', async () => {
	const cwd = temporaryFolder();
	await alta('compile parity-sum-mod-2 -o m', { cwd });
	const [folder, program] = [await alta('inspect m --json', { cwd }), await alta('inspect parity-sum-mod-2 --json')];
	expect(JSON.parse(folder.out)).toEqual(JSON.parse(program.out));
	expect((await alta('inspect m', { cwd })).out).toMatch(/ {2}certificate: .*\n(?: {4}.*\n)* {4}as written when it was compiled: /);
	expect((await alta('inspect parity-sum-mod-2')).out).not.toContain('as written');
});

test('what the parts cost adds up to all weights', async () => {
	const summary: unknown = JSON.parse((await alta('inspect parity-intermediate-variable --json')).out);
	const { parts, nonzeros } = readCosts(summary);
	expect(parts.reduce((sum, part) => sum + part, 0)).toBe(nonzeros);
});

test('people get a page', async () => {
	const { out } = await alta('inspect parity-sequential-relative');
	expect(out).toContain('certificate: exact, any length, f32');
	expect(out).toContain('parityLeft, doneLeft');
});

function readCosts(summary: unknown): { parts: readonly number[]; nonzeros: unknown } {
	if (typeof summary !== 'object' || summary === null || !('parts' in summary) || !Array.isArray(summary.parts))
		return { parts: [], nonzeros: 'none' };
	return {
		parts: summary.parts.map((part: { nonzeros: number }) => part.nonzeros),
		nonzeros: 'nonzeros' in summary ? summary.nonzeros : 'none',
	};
}

test('a variable of one coordinate is not shown as a range', async () => {
	const { out } = await alta('inspect parity-sum-mod-2');
	expect(out).toMatch(/^ +2 {2}eos +numerical$/m);
	expect(out).toMatch(/^ +0–1 {2}parity +categorical$/m);
});
