import type { Memory } from './memory.js';

/** A piece of memory that is in use. */
export interface Block {
	readonly address: number;
	readonly bytes: number;
	/** What it is for, so that whatever is not given back can be named. */
	readonly label: string;
}

/** Hands out pieces of a memory and takes them back. */
export interface Allocator {
	/** A block of zeros; undefined where the memory cannot grow as far. */
	take(bytes: number, label: string): Block | undefined;
	/** Takes a block back, which nobody must touch again. */
	give(block: Block): void;
	/** All blocks in use. */
	live(): readonly Block[];
}

/** Blocks begin at multiples of a cache line. The last line is never used: kernels may read a little beyond a block. */
const LINE = 64;

/** The beginning of the memory belongs to kernels. */
const RESERVED = 256;

interface Gap {
	address: number;
	bytes: number;
}

/**
 * An allocator with one list of gaps, ordered by address: a block is cut from the smallest gap it fits in, and a block given back joins the
 * gaps beside it. Plans have dozens of buffers, not thousands, so that going through the list costs nothing beside what the buffers are for.
 */
export function createAllocator(memory: Memory): Allocator {
	const gaps: Gap[] = [];
	const used = new Set<Block>();
	let end = RESERVED;

	const cut = (size: number): number | undefined => {
		let best: Gap | undefined;
		for (const gap of gaps) if (gap.bytes >= size && (best === undefined || gap.bytes < best.bytes)) best = gap;
		if (best === undefined) return undefined;
		const { address } = best;
		best.address += size;
		best.bytes -= size;
		if (best.bytes === 0) gaps.splice(gaps.indexOf(best), 1);
		return address;
	};

	const extend = (size: number): number | undefined => {
		const last = gaps.at(-1);
		const open = last !== undefined && last.address + last.bytes === end ? last : undefined;
		const address = open?.address ?? end;
		if (!memory.grow(address + size + LINE)) return undefined;
		if (open !== undefined) gaps.pop();
		end = address + size;
		return address;
	};

	return {
		take: (bytes, label) => {
			const size = Math.max(LINE, Math.ceil(bytes / LINE) * LINE);
			const touched = end;
			const address = cut(size) ?? extend(size);
			if (address === undefined) return undefined;
			memory.i32.fill(0, address / 4, Math.min(touched, address + size) / 4);
			const block = { address, bytes: size, label };
			used.add(block);
			return block;
		},
		give: (block) => {
			if (!used.delete(block)) return;
			let index = gaps.findIndex((gap) => gap.address > block.address);
			if (index === -1) index = gaps.length;
			const before = gaps[index - 1];
			const after = gaps[index];
			const joinsAfter = after !== undefined && block.address + block.bytes === after.address;
			if (before !== undefined && before.address + before.bytes === block.address) {
				before.bytes += block.bytes + (joinsAfter ? after.bytes : 0);
				if (joinsAfter) gaps.splice(index, 1);
			} else if (joinsAfter) {
				after.address = block.address;
				after.bytes += block.bytes;
			} else gaps.splice(index, 0, { address: block.address, bytes: block.bytes });
		},
		live: () => [...used],
	};
}
