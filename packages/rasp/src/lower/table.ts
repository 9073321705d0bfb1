import type { Atom, Diagram, DiagramBuilder, Row, TableUpdate, Value } from '@alta-ts/core';
import type { Base, Column } from './base.js';
import type { Functions } from './functions.js';
import { Refusal } from './refusal.js';

/** How many rows a table may have. */
const MOST_ROWS = 50_000;

/** How large the branches of a table's diagram and the values that it writes may be, one times the other: what it takes to compile it. */
const MOST_CELLS = 30_000_000;

/** What a table is made of. */
export interface TableParts {
	readonly functions: Functions;
	readonly baseAt: (level: number) => Base;
	/** The variable in which a table reads a base. */
	readonly columnOf: (base: Base) => Column;
}

/** A table, and the rows that it takes besides where its variable held something before: they write undefined. */
export interface LoweredTable extends Pick<TableUpdate, 'reads' | 'rows'> {
	readonly erasing: readonly Row[];
}

/**
 * The table that writes a function: a row for each path of its diagram. Where the function fails or is undefined there is no row,
 * so that the variable stays undefined.
 *
 * @throws Refusal where values that a variable cannot tell apart make a difference, or where there are too many rows.
 */
export function tableOf(parts: TableParts, diagram: Diagram, target: Column): LoweredTable {
	const { functions } = parts;
	const { builder } = functions;
	const written: (Atom | undefined)[] = [undefined];
	const indices = new Map<Atom, number>();
	const indexOf = (atom: Atom): number => {
		const known = indices.get(atom) ?? written.length;
		if (known === written.length) written.push(atom);
		indices.set(atom, known);
		return known;
	};
	const inAtoms = builder.mapTerminals(diagram, (terminal) => {
		const value = functions.valueOf(terminal);
		const atom = target.encoding.atomOf(value);
		return value === undefined ? 0 : atom === undefined ? undefined : indexOf(atom);
	});
	const whole = joinVariants(parts, inAtoms);
	if (builder.countRows(whole) > MOST_ROWS) throw tooManyRows();
	if (branchesOf(builder, whole) * written.length > MOST_CELLS) throw tooManyCells();
	const reads = builder.support(whole).map((level) => parts.columnOf(parts.baseAt(level)).name);
	const rows: Row[] = [];
	const erasing: Row[] = [];
	for (const { when, terminal } of builder.rows(whole)) {
		const value = written[terminal];
		const conditions: [string, readonly Value[]][] = [...when].map(([level, places]) => {
			const base = parts.baseAt(level);
			const { name, encoding } = parts.columnOf(base);
			const domain = base.domain();
			return [name, [...new Set(places.map((place) => encoding.atomOf(domain[place])))]];
		});
		(value === undefined ? erasing : rows).push({ when: Object.fromEntries(conditions), value });
	}
	return { reads, rows, erasing };
}

/** How many branches the nodes of a diagram have together. */
function branchesOf(builder: DiagramBuilder, diagram: Diagram): number {
	const seen = new Set<Diagram>();
	const open = [diagram];
	let branches = 0;
	for (let node = open.pop(); node !== undefined; node = open.pop()) {
		const level = builder.variableOf(node);
		if (level === undefined || seen.has(node)) continue;
		seen.add(node);
		const size = builder.sizes[level] ?? 0;
		branches += size;
		for (let place = 0; place < size; place++) open.push(builder.childOf(node, place));
	}
	return branches;
}

/**
 * Values of a base that its variable does not tell apart, such as 1 as an int and 1.0, must lead to the same. Makes them do so where one
 * of them leads to a failure.
 */
function joinVariants({ functions: { builder }, baseAt, columnOf }: TableParts, diagram: Diagram): Diagram {
	const groups = new Map<number, readonly (readonly number[])[]>();
	for (const level of builder.support(diagram)) {
		const base = baseAt(level);
		const { encoding } = columnOf(base);
		const places = new Map<Atom | undefined, number[]>();
		for (const [place, value] of base.domain().entries()) {
			const atom = encoding.atomOf(value);
			const known = places.get(atom);
			if (known === undefined) places.set(atom, [place]);
			else known.push(place);
		}
		if (places.size < base.domain().length) groups.set(level, [...places.values()]);
	}
	if (groups.size === 0) return diagram;
	const known = new Map<Diagram, Diagram>();
	const visit = (node: Diagram): Diagram => {
		const level = builder.variableOf(node);
		if (level === undefined) return node;
		const found = known.get(node);
		if (found !== undefined) return found;
		const children = Array.from({ length: builder.sizes[level] ?? 0 }, (_, place) => visit(builder.childOf(node, place)));
		for (const group of groups.get(level) ?? []) {
			const joined = group.map((place) => children[place] ?? 0).reduce((a, b) => builder.union(a, b, differ));
			for (const place of group) children[place] = joined;
		}
		const result = builder.choose(level, children);
		known.set(node, result);
		return result;
	};
	return visit(diagram);
}

function differ(): never {
	throw new Refusal('ALTA0513', {
		what: 'It treats equal numbers of different types differently.',
		why: 'In a program 1, 1.0 and, where it is averaged, True are the same number, and something is computed that is not the same for all of them.',
		fix: 'Use the number in a way that does not depend on its type, or round it before.',
	});
}

function tooManyCells(): Refusal {
	return new Refusal('ALTA0514', {
		what: 'Its table would tell apart too many values of what it reads, and write too many different ones.',
		why: 'What is computed at a position becomes a table of the values that it is computed from. Means of means can have thousands.',
		fix: 'Use a smaller vocabulary or a shorter longest input, or round numbers before they are combined or compared.',
	});
}

function tooManyRows(): Refusal {
	return new Refusal('ALTA0514', {
		what: `Its table would have more than ${MOST_ROWS.toLocaleString('en')} rows.`,
		why: 'What is computed at a position becomes a table of the values that it is computed from.',
		fix: 'Use a smaller vocabulary or a shorter longest input, or make coarser values before they are combined.',
	});
}
