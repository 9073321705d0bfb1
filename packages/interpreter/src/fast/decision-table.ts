import type { Row } from '@alta-ts/core';
import { codeOf, type EncodedVariable } from './encoded-variable.js';
import type { Memory } from './memory.js';

/**
 * A table as a flat decision diagram.
 *
 * A node that lies at index i of `nodes` asks the variable `nodes[i]` and goes on at `nodes[i + 1 + code]`. A negative node is a leaf: {@link KEEP},
 * or the row that fires (see {@link rowOf}).
 */
export interface DecisionTable {
	readonly nodes: Int32Array;
	readonly root: number;
}

/** The leaf at which no row fires. */
export const KEEP = -1;

/** The row that fires at a leaf other than {@link KEEP}. */
export function rowOf(leaf: number): number {
	return -2 - leaf;
}

/**
 * Makes the decision diagram of a table.
 *
 * @param reads the variables that rows constrain, in the order in which the diagram asks them
 */
export function compileTable(rows: readonly Row[], reads: readonly EncodedVariable[]): DecisionTable {
	const allowed = rows.map((row) => reads.map((read) => allowedCodes(row, read)));
	const nodes: number[] = [];
	const made = new Map<string, number>();

	/** The node that decides among `candidates`, rows that agree with all answers before `level`. */
	function decide(level: number, candidates: readonly number[]): number {
		const [first] = candidates;
		if (first === undefined) return KEEP;
		const read = reads[level];
		if (read === undefined) return -2 - first;
		if (candidates.every((row) => allowed[row]?.[level] === undefined)) return decide(level + 1, candidates);
		return remember(`${level}?${candidates.join()}`, () => {
			const children = split(read, level, candidates).map((rows) => decide(level + 1, rows));
			if (children.every((child) => child === children[0])) return children[0] ?? KEEP;
			return remember(`${level}:${children.join()}`, () => nodes.push(read.index, ...children) - children.length - 1);
		});
	}

	/** For each code of a variable the rows that allow it. */
	function split(read: EncodedVariable, level: number, candidates: readonly number[]): readonly (readonly number[])[] {
		const byCode: number[][] = Array.from({ length: read.missing + 1 }, () => []);
		for (const row of candidates) {
			const codes = allowed[row]?.[level];
			if (codes === undefined) for (const rows of byCode) rows.push(row);
			else for (const code of codes) byCode[code]?.push(row);
		}
		return byCode;
	}

	function remember(key: string, make: () => number): number {
		const known = made.get(key);
		if (known !== undefined) return known;
		const node = make();
		made.set(key, node);
		return node;
	}

	const root = decide(
		0,
		rows.map((_, row) => row),
	);
	return { nodes: Int32Array.from(nodes), root };
}

/** Follows a table from a node down to a leaf, as far as it asks for uniform variables only. */
export function descendUniform({ nodes }: DecisionTable, from: number, { codes, starts, steps }: Memory): number {
	let node = from;
	while (node >= 0) {
		const variable = nodes[node] ?? 0;
		if (steps[variable] !== 0) break;
		node = nodes[node + 1 + (codes[starts[variable] ?? 0] ?? 0)] ?? KEEP;
	}
	return node;
}

/** Follows a table from a node down to the leaf for a position. */
export function descend({ nodes }: DecisionTable, from: number, { codes, starts, steps }: Memory, position: number): number {
	let node = from;
	while (node >= 0) {
		const variable = nodes[node] ?? 0;
		const cell = (starts[variable] ?? 0) + position * (steps[variable] ?? 0);
		node = nodes[node + 1 + (codes[cell] ?? 0)] ?? KEEP;
	}
	return node;
}

function allowedCodes(row: Row, { name, variable }: EncodedVariable): ReadonlySet<number> | undefined {
	return Object.hasOwn(row.when, name) ? new Set(row.when[name]?.map((value) => codeOf(variable, value))) : undefined;
}
