import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Allocator, createAllocator } from '../memory/allocator.js';
import { createArrayMemory, type Memory } from '../memory/memory.js';
import { someNumbers } from '../testing/compare.js';
import { createJavaScriptKernels } from './javascript-kernels.js';
import { FUSED, HEAD_KINDS, type HeadFacts, type Kernels } from './kernels.js';
import { createSimdMachine, type SimdMachine } from './simd-kernels.js';

interface Bench {
	readonly memory: Memory;
	readonly kernels: Kernels;
	readonly allocator: Allocator;
}

function simd(): SimdMachine {
	const machine = createSimdMachine();
	if (machine === undefined) throw new Error('this machine has no WASM SIMD, so that nothing can be said of it');
	return machine;
}

/** Both implementations, each on a memory of its own: SIMD in single precision, JavaScript with sums in double precision. */
function both(): readonly Bench[] {
	const { memory, kernels } = simd();
	const plain = createArrayMemory();
	return [
		{ memory, kernels, allocator: createAllocator(memory) },
		{ memory: plain, kernels: createJavaScriptKernels(plain), allocator: createAllocator(plain) },
	];
}

function put({ memory, allocator }: Bench, numbers: Float32Array): number {
	const address = room({ allocator }, numbers.length);
	memory.f32.set(numbers, address / 4);
	return address;
}

function room({ allocator }: Pick<Bench, 'allocator'>, entries: number): number {
	const block = allocator.take(4 * entries, 'test');
	if (block === undefined) throw new Error('no room');
	return block.address;
}

/** What both make of the same work: `entries` numbers each. */
function results(entries: number, work: (bench: Bench, out: number) => void): readonly (readonly number[])[] {
	return both().map((bench) => {
		const out = room(bench, entries + 4);
		work(bench, out);
		expect([...bench.memory.f32.subarray(out / 4 + entries, out / 4 + entries + 4)], 'nothing is written beyond the end').toEqual([
			0, 0, 0, 0,
		]);
		return [...bench.memory.f32.subarray(out / 4, out / 4 + entries)];
	});
}

function expectNear([a = [], b = []]: readonly (readonly number[])[], tolerance: number): void {
	expect(a.length).toBe(b.length);
	a.forEach((each, index) => {
		const difference = Math.abs(each - (b[index] ?? Number.NaN));
		if (!(difference <= tolerance)) expect.fail(`entry ${index} is ${each}, not ${b[index]}`);
	});
}

const size = fc.integer({ min: 0, max: 40 });
const EPSILON = 2 ** -24;

test('a product is within n roundings of one in double precision, whatever its sizes', () => {
	fc.assert(
		fc.property(size, size, size, fc.constantFrom(...FUSED), fc.boolean(), (rows, n, m, activation, biased) => {
			const found = results(rows * m, (bench, out) => {
				const { kernels } = bench;
				const packed = room(bench, kernels.packedBytes(n, m) / 4);
				kernels.pack(put(bench, someNumbers(n * m, 2)), n, m, packed);
				const bias = biased ? put(bench, someNumbers(m, 3)) : 0;
				kernels.matmul(put(bench, someNumbers(rows * n)), rows, n, packed, m, bias, activation, out);
			});
			expectNear(found, 2 * (n + 2) * (n + 2) * EPSILON);
		}),
	);
});

test('the rows of a long product do not lose those between two blocks', () => {
	const [rows, n, m] = [23, 3001, 9];
	const found = results(rows * m, (bench, out) => {
		const packed = room(bench, bench.kernels.packedBytes(n, m) / 4);
		bench.kernels.pack(put(bench, someNumbers(n * m, 2)), n, m, packed);
		bench.kernels.matmul(put(bench, someNumbers(rows * n)), rows, n, packed, m, 0, 'none', out);
	});
	expectNear(found, n * n * EPSILON);
});

const offset = fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));
const logit = fc.option(fc.float({ min: -2, max: 2, noNaN: true }), { nil: undefined });
const facts = fc.record({
	keyWidth: size,
	valueWidth: size,
	kind: fc.constantFrom(...HEAD_KINDS),
	ends: fc.tuple(offset, offset),
	hidden: fc.array(fc.integer({ min: -30, max: 30 })),
	biased: fc.boolean(),
	logit,
	nulled: fc.boolean(),
});

test('a head gathers the same in both, whatever it sees', () => {
	fc.assert(
		fc.property(facts, fc.integer({ min: 0, max: 30 }), ({ keyWidth, valueWidth, kind, ends, hidden, biased, logit, nulled }, length) => {
			const [keyStride, valueStride] = [keyWidth + 3, valueWidth + 2];
			const found = results(length * valueStride, (bench, out) => {
				const biases = someNumbers(2 * 31 - 1, 4);
				for (const each of hidden) biases[each + 30] = Number.NEGATIVE_INFINITY;
				const bias = biased ? put(bench, biases) + 4 * 30 : 0;
				const head: HeadFacts = {
					...{ keyWidth, keyStride, valueWidth, valueStride, kind, bias, logit },
					...{ scale: 0.25, lowest: Math.min(...ends), highest: Math.max(...ends) },
				};
				const [query, key] = [put(bench, someNumbers(length * keyStride)) + 4, put(bench, someNumbers(length * keyStride, 5)) + 8];
				const value = put(bench, someNumbers(length * valueStride, 6)) + 4;
				const nullValue = nulled && logit !== undefined ? put(bench, someNumbers(valueWidth, 7)) : 0;
				const scratch = room(bench, bench.kernels.attentionBytes(length, keyWidth, valueWidth) / 4);
				bench.kernels.attend(head, { query, key, value, out: out + 4, length, nullValue }, scratch);
			});
			expectNear(found, 1e-4);
		}),
		{ numRuns: 500 },
	);
});

test('softmax, norms, sums and choices are the same in both', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 5 }),
			fc.array(fc.float({ min: -100, max: 100, noNaN: true }), { maxLength: 40 }),
			(rows, row) => {
				const columns = row.length;
				const x = Float32Array.from(Array.from({ length: rows }, () => row).flat());
				if (x.length > 2) x[1] = Number.NEGATIVE_INFINITY;
				expectNear(
					results(x.length, (bench, out) => bench.kernels.softmax(put(bench, x), rows, columns, out)),
					2e-6,
				);
				const finite = x.map((entry) => Math.max(-100, entry));
				expectNear(
					results(x.length, (bench, out) => {
						const [gain, bias] = [put(bench, someNumbers(columns)), put(bench, someNumbers(columns, 2))];
						bench.kernels.layerNorm(put(bench, finite), rows, columns, gain, bias, 1e-5, out);
					}),
					1e-5,
				);
				const [sums, plain] = results(x.length, (bench, out) => bench.kernels.add(put(bench, x), put(bench, finite), x.length, out));
				expect(sums).toEqual(plain);
			},
		),
	);
});

test('the largest entry is found, the first on a tie, and NaN never wins', () => {
	const entry = fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY, -1, 0, 1, Number.POSITIVE_INFINITY);
	fc.assert(
		fc.property(fc.array(entry, { maxLength: 20 }), (row) => {
			const [a, b] = both().map((bench) => {
				const out = room(bench, 1);
				bench.kernels.argmax(put(bench, Float32Array.from(row)), 1, row.length, out);
				return bench.memory.i32[out / 4];
			});
			const numbers = row.filter((each) => !Number.isNaN(each));
			expect([a, b]).toEqual(Array(2).fill(Math.max(0, row.indexOf(Math.max(...numbers)))));
		}),
	);
});

test('exp is within 2⁻²² of the right number, relatively; 1 at 0, and 0 where f32 has no normal number', () => {
	const machine = simd();
	const allocator = createAllocator(machine.memory);
	const x = Float32Array.from({ length: 200_001 }, (_, index) => -index / 2300);
	const [at, out] = [room({ allocator }, x.length), room({ allocator }, x.length)];
	machine.memory.f32.set(x, at / 4);
	machine.expAll(at, x.length, out);
	const found = machine.memory.f32.subarray(out / 4, out / 4 + x.length);
	expect(found[0]).toBe(1);
	let worst = 0;
	x.forEach((each, index) => {
		if (each > -87.3365) worst = Math.max(worst, Math.abs((found[index] ?? 0) / Math.exp(each) - 1));
	});
	expect(worst).toBeLessThan(2 ** -22);
	machine.memory.f32.set([-87.34, -1e30, Number.NEGATIVE_INFINITY], at / 4);
	machine.expAll(at, 3, out);
	expect([...found.subarray(0, 3)]).toEqual([0, 0, 0]);
});
