import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, createAllocator } from './allocator.js';
import { createArrayMemory } from './memory.js';

test('blocks never overlap, are zero, keep what is written to them, and memory given back is used again', () => {
	const step = fc.oneof(fc.record({ take: fc.integer({ min: 0, max: 2000 }) }), fc.record({ give: fc.nat() }));
	fc.assert(
		fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
			const memory = createArrayMemory();
			const allocator = createAllocator(memory);
			const live: { block: Block; mark: number }[] = [];
			steps.forEach((each, mark) => {
				if ('take' in each) {
					const block = allocator.take(each.take, `block ${mark}`);
					if (block === undefined) throw new Error('no room');
					const view = memory.i32.subarray(block.address / 4, (block.address + block.bytes) / 4);
					expect(view.every((entry) => entry === 0)).toBe(true);
					view.fill(mark + 1);
					live.push({ block, mark: mark + 1 });
				} else if (live.length > 0) {
					const [gone] = live.splice(each.give % live.length, 1);
					if (gone !== undefined) allocator.give(gone.block);
				}
			});
			for (const { block, mark } of live) {
				const view = memory.i32.subarray(block.address / 4, (block.address + block.bytes) / 4);
				expect(view.every((entry) => entry === mark)).toBe(true);
			}
			expect(allocator.live()).toEqual(live.map(({ block }) => block));
			for (const { block } of live) allocator.give(block);
			const all = live.reduce((sum, { block }) => sum + block.bytes, 0);
			const { bytes } = memory;
			allocator.take(all, 'as much as was in use at the end');
			if (all > 0) expect(memory.bytes).toBe(bytes);
		}),
	);
});

test('a memory that may grow no further gives nothing, and stays usable', () => {
	const memory = createArrayMemory(1200);
	const allocator = createAllocator(memory);
	expect(allocator.take(2000, 'large')).toBeUndefined();
	const block = allocator.take(800, 'small');
	expect(block?.label).toBe('small');
	expect(allocator.take(800, 'another')).toBeUndefined();
	expect(allocator.live()).toEqual([block]);
});
