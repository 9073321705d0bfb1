import type { FiredRow, LinearUpdate, TableUpdate } from '@alta-ts/core';
import type { RowPlace } from '../coverage/program-rows.js';
import type { Observer } from '../observer.js';
import type { UpdatePart } from './control.js';
import { childOf, createDecisionTable, descend, descendUniform, KEEP, rowOf } from './decision-table.js';
import { type EncodedValues, type EncodedVariable, encodeValues } from './encoded-variable.js';
import { type KeyIndex, type KeyIndexes, refresh } from './key-index.js';
import { cellCount, countWrite, type Memory, putNumber, tellHeld, tellMissing } from './memory.js';
import { readsOf } from './uniform.js';

/** An update, prepared for running. It is run in two steps, so that all updates of a layer see the state before any of them. */
export interface UpdateRunner {
	/** Works out what to write. */
	readonly decide: (memory: Memory) => void;
	/** Writes it. */
	readonly write: (memory: Memory) => void;
	/** Tells which rows were found to fire. */
	readonly report: (memory: Memory, fired: FiredRow[]) => void;
	/** Tells an observer, after {@link UpdateRunner.write}, which rows fired and what was written; not again what it told of the same input. */
	readonly tell: (memory: Memory, observer: Observer) => void;
}

/** Prepares an update of the layer at a place, given how to find a variable by name and the indexes to look positions up with. */
export function createUpdateRunner(
	part: UpdatePart,
	place: RowPlace,
	find: (name: string) => EncodedVariable,
	indexes: KeyIndexes,
): UpdateRunner {
	const { update } = part;
	return 'linear' in update ? linearRunner(update, find) : tableRunner(update, { ...part, ...place }, find, indexes);
}

function tableRunner(
	update: TableUpdate,
	{ stage, layer, index: updateIndex, rows: rowIndices }: Omit<UpdatePart, 'update'> & RowPlace,
	find: (name: string) => EncodedVariable,
	indexes: KeyIndexes,
): UpdateRunner {
	const target = find(update.writes);
	// Uniform variables are asked first: what they decide is decided once for all positions. Then those that never change: where only
	// some of their values can make a row fire, an index tells which positions have them.
	const rank = (read: EncodedVariable): number => (read.uniform ? 0 : read.fixed ? 1 : 2);
	const order = readsOf(update)
		.map(find)
		.sort((a, b) => rank(a) - rank(b));
	const table = createDecisionTable(update.rows, order);
	const firstVarying = order.find((read) => !read.uniform);
	const index = firstVarying?.fixed === true ? indexes.by(firstVarying) : undefined;
	const written: EncodedValues = encodeValues(
		target.variable,
		update.rows.map((row) => row.value),
	);
	/** For each row the input, by its number, of which the row was last told. */
	const toldOf = new Int32Array(update.rows.length);
	/** The leaf that all positions share, or else a node. */
	let shared: number = KEEP;
	/** Where rows fire, if positions part: so many positions, and the leaf of each. */
	let count = 0;
	let places = new Int32Array(0);
	let leaves = new Int32Array(0);

	function decide(memory: Memory): void {
		shared = descendUniform(table, memory);
		count = 0;
		if (shared < 0) return;
		if (places.length < memory.capacity) {
			places = new Int32Array(memory.capacity);
			leaves = new Int32Array(memory.capacity);
		}
		if (index !== undefined && table.nodes[shared] === index.key.index) decideByIndex(memory, index);
		else decideEverywhere(memory, shared);
	}

	/** The first question is the same at all positions, so what it takes to ask it is looked up once. */
	function decideEverywhere(memory: Memory, node: number): void {
		const { codes, length } = memory;
		const variable = table.nodes[node] ?? 0;
		const start = memory.starts[variable] ?? 0;
		const step = memory.steps[variable] ?? 0;
		for (let position = 0; position < length; position++) {
			const child = childOf(table, node, codes[start + position * step] ?? 0);
			const leaf = child < 0 ? child : descend(table, child, memory, position);
			if (leaf === KEEP) continue;
			places[count] = position;
			leaves[count] = leaf;
			count++;
		}
	}

	function decideByIndex(memory: Memory, index: KeyIndex): void {
		refresh(index, memory);
		const { starts, positions } = index;
		for (const code of table.openCodes(shared)) {
			const child = childOf(table, shared, code);
			const end = starts[code + 1] ?? 0;
			for (let place = starts[code] ?? 0; place < end; place++) {
				const position = positions[place] ?? 0;
				add(position, descend(table, child, memory, position));
			}
		}
	}

	function add(position: number, leaf: number): void {
		if (leaf === KEEP) return;
		places[count] = position;
		leaves[count] = leaf;
		count++;
	}

	function write(memory: Memory): void {
		if (shared === KEEP || (shared >= 0 && count === 0)) return;
		countWrite(memory, target);
		const start = memory.starts[target.index] ?? 0;
		if (shared < 0) {
			const row = rowOf(shared);
			const end = start + cellCount(memory, target);
			memory.codes.fill(written.codes[row] ?? 0, start, end);
			if (target.isNumerical) memory.numbers.fill(written.numbers[row] ?? 0, start, end);
			return;
		}
		for (let each = 0; each < count; each++) {
			const cell = start + (places[each] ?? 0);
			const row = rowOf(leaves[each] ?? 0);
			memory.codes[cell] = written.codes[row] ?? 0;
			memory.numbers[cell] = written.numbers[row] ?? 0;
		}
	}

	function report(memory: Memory, fired: FiredRow[]): void {
		const rowAt = (position: number, leaf: number): FiredRow => ({ position, update: updateIndex, row: rowIndices[rowOf(leaf)] ?? 0 });
		if (shared < 0) {
			const positions = shared === KEEP ? 0 : memory.length;
			for (let position = 0; position < positions; position++) fired.push(rowAt(position, shared));
		} else {
			const found = Array.from(places.subarray(0, count), (position, each) => rowAt(position, leaves[each] ?? KEEP));
			fired.push(...found.sort((a, b) => a.position - b.position));
		}
	}

	function tell(memory: Memory, observer: Observer): void {
		if (shared >= 0) for (let each = 0; each < count; each++) tellRow(rowOf(leaves[each] ?? KEEP), memory, observer);
		else if (shared !== KEEP && memory.length > 0) tellRow(rowOf(shared), memory, observer);
	}

	function tellRow(row: number, { loads }: Memory, observer: Observer): void {
		if (toldOf[row] === loads) return;
		toldOf[row] = loads;
		observer.fired(stage, layer, updateIndex, rowIndices[row] ?? 0);
		const code = written.codes[row] ?? 0;
		if (code === target.missing) observer.missing?.(target.index);
		else if (target.isListed) observer.held(target.index, code);
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
		countWrite(memory, target);
		for (let place = 0; place < cells; place++) {
			if (codes[place] === target.missing) memory.codes[start + place] = target.missing;
			else putNumber(memory, target, start + place, numbers[place] ?? 0);
		}
	}

	function tell(memory: Memory, observer: Observer): void {
		tellHeld(memory, target, observer);
		tellMissing(memory, target, observer);
	}

	return { decide, write, report: () => {}, tell };
}
