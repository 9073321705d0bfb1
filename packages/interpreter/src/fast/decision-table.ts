import type { Row, Value } from '@alta-ts/core';
import { acceptedCodes, type EncodedVariable } from './encoded-variable.js';
import type { Memory } from './memory.js';

/**
 * A table as a flat decision diagram, of which only the parts exist that some state has reached. So making it costs next to nothing,
 * and it is never larger than what is visited, even where the whole diagram would be huge.
 *
 * A node that lies at index i of `nodes` asks the variable `nodes[i]` and goes on at `nodes[i + 1 + code]`. A negative node is a
 * leaf ({@link KEEP}, or the row that fires, see {@link rowOf}) or {@link UNKNOWN}.
 */
export interface DecisionTable {
	readonly root: number;
	/** Grows, and is then another array. */
	nodes: Int32Array;
	/** Finds out where an unknown child leads, and notes it. */
	readonly explore: (node: number, code: number) => number;
	/** The codes of a node's variable, ascending, with which some row may yet fire. */
	readonly openCodes: (node: number) => readonly number[];
}

/** The leaf at which no row fires. */
export const KEEP = -1;

/** A child that no state has reached yet. */
const UNKNOWN = -(2 ** 31);

/** The row that fires at a leaf other than {@link KEEP}. */
export function rowOf(leaf: number): number {
	return -2 - leaf;
}

/** What a node stands for: these rows agree with every answer so far, and the next question is about this read. */
interface Meaning {
	readonly level: number;
	readonly read: EncodedVariable;
	readonly candidates: readonly number[];
}

/**
 * Makes the decision diagram of a table.
 *
 * @param reads the variables that rows constrain, in the order in which the diagram asks them
 */
export function createDecisionTable(rows: readonly Row[], reads: readonly EncodedVariable[]): DecisionTable {
	const meanings = new Map<number, Meaning>();
	const made = new Map<string, number>();
	/** For each read the codes of the value lists that rows have for it, as far as they were needed. */
	const codeSets = reads.map(() => new Map<readonly Value[], ReadonlySet<number>>());
	let size = 0;

	function allowedValues(row: number, { name }: EncodedVariable): readonly Value[] | undefined {
		const when = rows[row]?.when ?? {};
		return Object.hasOwn(when, name) ? when[name] : undefined;
	}

	function allows(row: number, level: number, read: EncodedVariable, code: number): boolean {
		const values = allowedValues(row, read);
		if (values === undefined) return true;
		const known = codeSets[level]?.get(values);
		if (known !== undefined) return known.has(code);
		const codes = acceptedCodes(read.variable, values);
		codeSets[level]?.set(values, codes);
		return codes.has(code);
	}

	/** The node for rows that agree with the answers to all reads before `level`. */
	function nodeFor(level: number, candidates: readonly number[]): number {
		const [first] = candidates;
		if (first === undefined) return KEEP;
		const read = reads[level];
		if (read === undefined) return -2 - first;
		if (candidates.every((row) => allowedValues(row, read) === undefined)) return nodeFor(level + 1, candidates);
		const key = `${level}:${candidates.join()}`;
		const known = made.get(key);
		if (known !== undefined) return known;
		const node = append(read);
		made.set(key, node);
		meanings.set(node, { level, read, candidates });
		return node;
	}

	function append(read: EncodedVariable): number {
		const node = size;
		size += read.missing + 2;
		if (size > table.nodes.length) {
			const larger = new Int32Array(Math.max(size, 2 * table.nodes.length)).fill(UNKNOWN);
			larger.set(table.nodes);
			table.nodes = larger;
		}
		table.nodes[node] = read.index;
		return node;
	}

	function explore(node: number, code: number): number {
		const meaning = meanings.get(node);
		if (meaning === undefined) return KEEP;
		const { level, read, candidates } = meaning;
		const child = nodeFor(
			level + 1,
			candidates.filter((row) => allows(row, level, read, code)),
		);
		table.nodes[node + 1 + code] = child;
		return child;
	}

	const open = new Map<number, readonly number[]>();
	function openCodes(node: number): readonly number[] {
		const known = open.get(node);
		if (known !== undefined) return known;
		const count = (meanings.get(node)?.read.missing ?? -1) + 1;
		const codes = Array.from({ length: count }, (_, code) => code).filter((code) => childOf(table, node, code) !== KEEP);
		open.set(node, codes);
		return codes;
	}

	const table = { root: KEEP, nodes: new Int32Array(64).fill(UNKNOWN), explore, openCodes };
	table.root = nodeFor(
		0,
		rows.map((_, row) => row),
	);
	return table;
}

/** Follows a table from its root towards a leaf, as far as it asks for uniform variables only. */
export function descendUniform(table: DecisionTable, { codes, starts, steps }: Memory): number {
	let node = table.root;
	while (node >= 0) {
		const variable = table.nodes[node] ?? 0;
		if (steps[variable] !== 0) break;
		node = childOf(table, node, codes[starts[variable] ?? 0] ?? 0);
	}
	return node;
}

/** Follows a table from a node down to the leaf for a position. */
export function descend(table: DecisionTable, from: number, { codes, starts, steps }: Memory, position: number): number {
	let node = from;
	while (node >= 0) {
		const variable = table.nodes[node] ?? 0;
		const cell = (starts[variable] ?? 0) + position * (steps[variable] ?? 0);
		node = childOf(table, node, codes[cell] ?? 0);
	}
	return node;
}

/** Where a node leads with a code of its variable. */
export function childOf(table: DecisionTable, node: number, code: number): number {
	const child = table.nodes[node + 1 + code] ?? UNKNOWN;
	return child === UNKNOWN ? table.explore(node, code) : child;
}
