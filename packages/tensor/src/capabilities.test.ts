import { isAltaError } from '@alta-ts/diagnostics';
import { expect, test } from 'vitest';
import type { Capabilities } from './backend.js';
import { type Able, checkBuffer, checkCapabilities, checkRunSizes } from './check-capabilities.js';
import { createReferenceBackend, probeReference } from './reference-backend.js';
import { MANDATORY_OPS, missingDType, refusalOf } from './refusal-of.js';
import { planOf, tensor } from './testing/run-plan.js';

const capabilities: Capabilities = {
	ops: ['add', 'softmax', 'repeat'],
	dtypes: ['f32', 'f16', 'i32'],
	refuses: [
		{ op: 'argmax', reason: 'Nobody has written argmax.' },
		{ op: 'softmax', dtypes: ['f16'], reason: 'Half precision is too coarse here.' },
		{ dtypes: ['f64'], reason: 'The device computes in 32 bits.' },
	],
	limits: { bufferBytes: 16 },
	features: [],
};
const able: Able = { name: 'small', capabilities };

function problemsOf(body: () => void): readonly string[] {
	try {
		body();
		return [];
	} catch (error) {
		if (!isAltaError(error)) throw error;
		return error.problems.map(({ code, where, why }) => `${code} ${where.at(-1)}: ${why}`);
	}
}

test('refusalOf tells why, for a whole op, a dtype, and an op in a dtype', () => {
	expect(refusalOf(capabilities, 'add', 'f32')).toBeUndefined();
	expect(refusalOf(capabilities, 'softmax')).toBeUndefined();
	expect(refusalOf(capabilities, 'argmax')).toBe('Nobody has written argmax.');
	expect(refusalOf(capabilities, 'gather')).toBe('Its ops are add, softmax, repeat.');
	expect(refusalOf(capabilities, 'softmax', 'f16')).toBe('Half precision is too coarse here.');
	expect(refusalOf(capabilities, 'softmax', 'f64')).toBe('The device computes in 32 bits.');
	expect(missingDType(capabilities, 'bf16')).toBe('Its dtypes are f32, f16, i32.');
});

test('a plan beyond a backend is refused with the reasons of the backend (ALTA5029)', () => {
	const half = { dtype: 'f16', shape: ['rows', 2] } as const;
	const double = { dtype: 'f64', shape: ['rows', 2] } as const;
	const plan = planOf({
		inputs: { h: half, d: double },
		buffers: { hs: half, ds: double, best: { dtype: 'i32', shape: ['rows'] } },
		steps: [
			{ op: 'softmax', label: 'half', x: 'h', out: 'hs' },
			{ op: 'softmax', label: 'double', x: 'd', out: 'ds' },
			{ op: 'argmax', label: 'best', x: 'h', out: 'best' },
		],
	});
	expect(problemsOf(() => checkCapabilities(plan, able))).toEqual([
		'ALTA5029 step half: Half precision is too coarse here.',
		'ALTA5029 step best: Nobody has written argmax.',
		'ALTA5029 tensor d: The device computes in 32 bits.',
		'ALTA5029 tensor ds: The device computes in 32 bits.',
	]);
});

test('sizes are refused where they are known: in the plan, in the run, in the buffer (ALTA5029)', () => {
	const rows = { dtype: 'f32', shape: ['rows', 2] } as const;
	const plan = planOf({ inputs: { x: rows }, buffers: { y: rows, fixed: { dtype: 'f32', shape: [5] } } });
	const most = 'A buffer of this backend has at most 16 bytes.';
	expect(problemsOf(() => checkCapabilities(plan, able))).toEqual([`ALTA5029 tensor fixed: ${most}`]);
	const free = planOf({ inputs: { x: rows }, buffers: { y: rows } });
	expect(problemsOf(() => checkRunSizes(free, { rows: 2, sequences: 0 }, able))).toEqual([]);
	expect(problemsOf(() => checkRunSizes(free, { rows: 3, sequences: 0 }, able))).toEqual([
		`ALTA5029 tensor x: ${most}`,
		`ALTA5029 tensor y: ${most}`,
	]);
	expect(problemsOf(() => checkBuffer([4], 'f32', 'four', able))).toEqual([]);
	expect(problemsOf(() => checkBuffer([9], 'f16', 'nine', able))).toEqual([`ALTA5029 tensor nine: ${most}`]);
	expect(problemsOf(() => checkBuffer([1], 'f64', 'one', able))).toEqual(['ALTA5029 tensor one: The device computes in 32 bits.']);
});

test('the reference backend does everything, and refuses what no array holds', async () => {
	const backend = createReferenceBackend();
	expect(MANDATORY_OPS.filter((op) => refusalOf(backend.capabilities, op) !== undefined)).toEqual([]);
	expect(await probeReference()).toEqual({ available: true, adapter: backend.adapter });
	expect(problemsOf(() => backend.allocate([2 ** 30, 2], 'f32', 'huge'))).toEqual([expect.stringContaining('tensor huge')]);
	expect(() => backend.allocate([2 ** 30, 2], 'f32', 'huge')).toThrow(
		/takes 8,589,934,592 bytes.*at most 4,294,967,296 bytes.*do: Run smaller batches, or divide it into parts\./s,
	);
	const plan = planOf({
		inputs: { x: { dtype: 'f32', shape: ['rows'] } },
		buffers: { square: { dtype: 'f64', shape: ['rows', 'rows', 'rows'] } },
	});
	const executable = await backend.prepare(plan);
	const x = backend.upload(tensor('f32', [2000], Array<number>(2000).fill(1)), 'x');
	await expect(executable.run({ x })).rejects.toThrow(/ALTA5029.*"square"/);
});
