import type { FiredRow, LinearUpdate, TableUpdate, Update } from '@alta-ts/core';
import { createDecisionTable, descend, descendUniform, KEEP, rowOf } from './decision-table.js';
import { type EncodedValues, type EncodedVariable, encodeValues } from './encoded-variable.js';
import { cellCount, type Memory, putNumber, tellHeld } from './memory.js';
import { readsOf } from './uniform.js';
import type { Watch } from './watch.js';

/** An update, prepared for running. It is run in two steps, so that all updates of a layer see the state before any of them. */
export interface UpdateRunner {
	/** Works out what to write. */
	readonly decide: (memory: Memory) => void;
	/** Writes it. */
	readonly write: (memory: Memory) => void;
	/** Tells which rows were found to fire; `update` is the update's index in its layer. */
	readonly report: (memory: Memory, update: number, fired: FiredRow[]) => void;
	/** Tells an observer, after {@link UpdateRunner.write}, which rows fired and what was written; `update` as above. */
	readonly tell: (memory: Memory, update: number, watch: Watch) => void;
}

/** Prepares an update, given how to find a variable by name. */
export function createUpdateRunner(update: Update, find: (name: string) => EncodedVariable): UpdateRunner {
	return 'linear' in update ? linearRunner(update, find) : tableRunner(update, find);
}

function tableRunner(update: TableUpdate, find: (name: string) => EncodedVariable): UpdateRunner {
	const target = find(update.writes);
	const reads = readsOf(update).map(find);
	// Uniform variables are asked first: what they decide is decided once for all positions.
	const order = [...reads.filter((read) => read.uniform), ...reads.filter((read) => !read.uniform)];
	const table = createDecisionTable(update.rows, order);
	const written: EncodedValues = encodeValues(
		target.variable,
		update.rows.map((row) => row.value),
	);
	/** The node that all positions share: a leaf, or where the positions part. */
	let shared: number = KEEP;
	let leaves = new Int32Array(0);

	function decide(memory: Memory): void {
		shared = descendUniform(table, memory);
		if (shared < 0) return;
		if (leaves.length < memory.capacity) leaves = new Int32Array(memory.capacity);
		for (let position = 0; position < memory.length; position++) leaves[position] = descend(table, shared, memory, position);
	}

	function leafAt(position: number): number {
		return shared < 0 ? shared : (leaves[position] ?? KEEP);
	}

	function write(memory: Memory): void {
		if (shared === KEEP) return;
		const cells = cellCount(memory, target);
		const start = memory.starts[target.index] ?? 0;
		for (let place = 0; place < cells; place++) {
			const leaf = leafAt(place);
			if (leaf === KEEP) continue;
			const row = rowOf(leaf);
			memory.codes[start + place] = written.codes[row] ?? 0;
			memory.numbers[start + place] = written.numbers[row] ?? 0;
		}
	}

	function report(memory: Memory, index: number, fired: FiredRow[]): void {
		for (let position = 0; position < memory.length; position++) {
			const leaf = leafAt(position);
			if (leaf !== KEEP) fired.push({ position, update: index, row: rowOf(leaf) });
		}
	}

	function tell(memory: Memory, index: number, { observer, stage, layer }: Watch): void {
		let before: number = KEEP;
		const places = shared < 0 ? Math.min(1, memory.length) : memory.length;
		for (let position = 0; position < places; position++) {
			const leaf = leafAt(position);
			if (leaf === KEEP || leaf === before) continue;
			before = leaf;
			const row = rowOf(leaf);
			observer.fired(stage, layer, index, row);
			const code = written.codes[row] ?? 0;
			if (target.isListed && code !== target.missing) observer.held(target.index, code);
		}
	}

	return { decide, write, report, tell };
}

function linearRunner(update: LinearUpdate, find: (name: string) => EncodedVariable): UpdateRunner {
	const target = find(update.writes);
	const terms = Object.entries(update.linear).map(([name, coefficient]) => ({ read: find(name), coefficient }));
	let codes = new Int32Array(0);
	let numbers = new Float64Array(0);

	function decide(memory: Memory): void {
		const cells = cellCount(memory, target);
		if (codes.length < cells) {
			codes = new Int32Array(Math.max(cells, memory.capacity));
			numbers = new Float64Array(codes.length);
		}
		for (let place = 0; place < cells; place++) {
			let total = 0;
			let code = 0;
			for (const { read, coefficient } of terms) {
				const cell = (memory.starts[read.index] ?? 0) + place * (memory.steps[read.index] ?? 0);
				if (memory.codes[cell] === read.missing) code = target.missing;
				else total += coefficient * (memory.numbers[cell] ?? 0);
			}
			codes[place] = code;
			numbers[place] = total + update.bias;
		}
	}

	function write(memory: Memory): void {
		const cells = cellCount(memory, target);
		const start = memory.starts[target.index] ?? 0;
		for (let place = 0; place < cells; place++) {
			if (codes[place] === target.missing) memory.codes[start + place] = target.missing;
			else putNumber(memory, target, start + place, numbers[place] ?? 0);
		}
	}

	return { decide, write, report: () => {}, tell: (memory, _, { observer }) => tellHeld(memory, target, observer) };
}
