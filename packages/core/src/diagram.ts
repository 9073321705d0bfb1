import { createDiagramStore } from './diagram-store.js';

/** A diagram, or a part of one: a number that means something to the builder that made it. Equal diagrams have equal numbers. */
export type Diagram = number;

/** The diagram that writes nothing, whatever the state. */
export const KEEP: Diagram = 0;

/** One path of a diagram: where every listed variable has one of the listed domain indices, the terminal is reached. */
export interface DiagramRow {
	/** Variable index → ascending domain indices; a variable the path leaves open is absent. */
	readonly when: ReadonlyMap<number, readonly number[]>;
	readonly terminal: number;
}

/** Called for a state in which two diagrams reach different terminals. A variable that is absent may have any value. */
export type OnConflict = (state: ReadonlyMap<number, number>, left: number, right: number) => void;

/**
 * Makes and combines multi-valued decision diagrams over a fixed, ordered list of variables.
 *
 * A diagram maps every state (a domain index for each variable) to a *terminal*, a small number the caller gives a meaning, or
 * to {@link KEEP}. Diagrams are ordered by variable index, reduced and hash-consed: two that mean the same are the same number.
 */
export interface DiagramBuilder {
	/** The number of domain indices of each variable. */
	readonly sizes: readonly number[];
	/** The diagram that reaches `terminal` (a non-negative integer) in every state. */
	readonly leaf: (terminal: number) => Diagram;
	/** The diagram that follows `children[i]` where `variable` has domain index i. Children may speak of any variables. */
	readonly choose: (variable: number, children: readonly Diagram[]) => Diagram;
	/** Both at once. Where only one writes, it counts; where both reach different terminals, `onConflict` is told and the left one counts. */
	readonly union: (left: Diagram, right: Diagram, onConflict: OnConflict) => Diagram;
	/** What remains of a diagram when `variable` is known to have domain index `index`. */
	readonly cofactor: (diagram: Diagram, variable: number, index: number) => Diagram;
	/** The diagram where `variable` has one of `indices`, and {@link KEEP} elsewhere. */
	readonly restrict: (diagram: Diagram, variable: number, indices: readonly number[]) => Diagram;
	/** The same diagram with other terminals; undefined stands for {@link KEEP}. */
	readonly mapTerminals: (diagram: Diagram, map: (terminal: number) => number | undefined) => Diagram;
	/** The terminal a state reaches, or undefined for {@link KEEP}. */
	readonly evaluate: (diagram: Diagram, indexOf: (variable: number) => number) => number | undefined;
	/** The variables a diagram depends on, ascending. */
	readonly support: (diagram: Diagram) => readonly number[];
	/** The diagram's disjoint paths in a fixed order; edges to the same child are one path. Paths to {@link KEEP} are left out. */
	readonly rows: (diagram: Diagram) => Iterable<DiagramRow>;
	/** How many rows {@link DiagramBuilder.rows} would give. */
	readonly countRows: (diagram: Diagram) => number;
	/** The variable a diagram asks first, or undefined for a terminal. */
	readonly variableOf: (diagram: Diagram) => number | undefined;
	/** The child at a domain index of a diagram that is not a terminal. */
	readonly childOf: (diagram: Diagram, index: number) => Diagram;
	/** The terminal of a diagram that is one, or undefined for {@link KEEP} and for decisions. */
	readonly terminalOf: (diagram: Diagram) => number | undefined;
}

/**
 * Makes a builder over variables with the given numbers of domain indices.
 *
 * @param onStep told the number of children of every node that is made or found again: a measure of the work, which may grow exponentially
 * with the number of variables. It may throw to put an end to it.
 *
 * @example
 * ```ts
 * import { createDiagramBuilder, KEEP } from '@alta-ts/core';
 * const d = createDiagramBuilder([2, 3]);
 * const same = d.choose(1, [d.choose(0, [d.leaf(7), KEEP]), d.choose(0, [KEEP, d.leaf(7)]), KEEP]);
 * [...d.rows(same)].map((row) => [...row.when]) // => [[[0, [0]], [1, [0]]], [[0, [1]], [1, [1]]]]
 * ```
 */
export function createDiagramBuilder(sizes: readonly number[], onStep?: (children: number) => void): DiagramBuilder {
	const { intern: internQuietly, levelOf, childOf } = createDiagramStore();
	const intern: typeof internQuietly = (level, children) => {
		onStep?.(children.length);
		return internQuietly(level, children);
	};
	const bottom = sizes.length;
	const reordered = new Map<number, Diagram>();
	// KEEP is the first node, hence 0; the terminal t is stored as t + 1.
	intern(bottom, [0]);

	const sizeAt = (level: number): number => sizes[level] ?? 0;
	const leaf = (terminal: number): Diagram => intern(bottom, [terminal + 1]);
	const variableOf = (node: Diagram): number | undefined => (levelOf(node) === bottom ? undefined : levelOf(node));
	const terminalOf = (node: Diagram): number | undefined => (levelOf(node) < bottom || node === KEEP ? undefined : childOf(node, 0) - 1);

	/** The reduced node over children that are all below `level`. */
	function decide(level: number, children: readonly Diagram[]): Diagram {
		return onlyOne(children) ?? intern(level, children);
	}

	function choose(variable: number, children: readonly Diagram[]): Diagram {
		const only = onlyOne(children);
		if (only !== undefined) return only;
		let top = bottom;
		for (const child of children) top = Math.min(top, levelOf(child));
		if (top > variable) return intern(variable, children);
		const below = (value: number): Diagram[] => children.map((child) => (levelOf(child) === top ? childOf(child, value) : child));
		if (top === variable)
			return decide(
				variable,
				children.map((child, value) => (levelOf(child) === top ? childOf(child, value) : child)),
			);
		// The unordered node serves as the key under which its ordered equivalent is remembered; no diagram points to it.
		const key = intern(variable, children);
		let result = reordered.get(key);
		if (result === undefined) {
			result = decide(
				top,
				each(sizeAt(top), (value) => choose(variable, below(value))),
			);
			reordered.set(key, result);
		}
		return result;
	}

	function union(left: Diagram, right: Diagram, onConflict: OnConflict): Diagram {
		const known = new Map<number, Diagram>();
		const path = new Map<number, number>();
		function unite(a: Diagram, b: Diagram): Diagram {
			if (a === b || b === KEEP) return a;
			if (a === KEEP) return b;
			const key = a * 2 ** 26 + b;
			let result = known.get(key);
			if (result === undefined) {
				result = levelOf(a) === bottom && levelOf(b) === bottom ? conflict(a, b) : split(a, b);
				known.set(key, result);
			}
			return result;
		}
		function conflict(a: Diagram, b: Diagram): Diagram {
			onConflict(new Map(path), terminalOf(a) ?? 0, terminalOf(b) ?? 0);
			return a;
		}
		function split(a: Diagram, b: Diagram): Diagram {
			const top = Math.min(levelOf(a), levelOf(b));
			const children = each(sizeAt(top), (value) => {
				path.set(top, value);
				return unite(levelOf(a) === top ? childOf(a, value) : a, levelOf(b) === top ? childOf(b, value) : b);
			});
			path.delete(top);
			return decide(top, children);
		}
		return unite(left, right);
	}

	/** Rebuilds a diagram from its terminals upwards; `at` may answer for a node itself. */
	function rebuild(diagram: Diagram, at: (node: Diagram) => Diagram | undefined): Diagram {
		const known = new Map<Diagram, Diagram>();
		function visit(node: Diagram): Diagram {
			let result = known.get(node) ?? at(node);
			if (result === undefined) {
				const level = levelOf(node);
				result = decide(
					level,
					each(sizeAt(level), (value) => visit(childOf(node, value))),
				);
			}
			known.set(node, result);
			return result;
		}
		return visit(diagram);
	}

	function cofactor(diagram: Diagram, variable: number, index: number): Diagram {
		return rebuild(diagram, (node) => {
			if (levelOf(node) < variable) return undefined;
			return levelOf(node) === variable ? childOf(node, index) : node;
		});
	}

	function restrict(diagram: Diagram, variable: number, indices: readonly number[]): Diagram {
		const allowed = new Set(indices);
		return rebuild(diagram, (node) => {
			if (levelOf(node) < variable) return undefined;
			const child = (value: number): Diagram => (levelOf(node) === variable ? childOf(node, value) : node);
			return decide(
				variable,
				each(sizeAt(variable), (value) => (allowed.has(value) ? child(value) : KEEP)),
			);
		});
	}

	function mapTerminals(diagram: Diagram, map: (terminal: number) => number | undefined): Diagram {
		return rebuild(diagram, (node) => {
			if (levelOf(node) < bottom) return undefined;
			const terminal = terminalOf(node);
			const mapped = terminal === undefined ? undefined : map(terminal);
			return mapped === undefined ? KEEP : leaf(mapped);
		});
	}

	function evaluate(diagram: Diagram, indexOf: (variable: number) => number): number | undefined {
		let node = diagram;
		while (levelOf(node) < bottom) node = childOf(node, indexOf(levelOf(node)));
		return terminalOf(node);
	}

	function support(diagram: Diagram): readonly number[] {
		const seen = new Set<Diagram>();
		const found = new Set<number>();
		function visit(node: Diagram): void {
			if (seen.has(node) || levelOf(node) === bottom) return;
			seen.add(node);
			found.add(levelOf(node));
			for (let value = 0; value < sizeAt(levelOf(node)); value++) visit(childOf(node, value));
		}
		visit(diagram);
		return [...found].sort((a, b) => a - b);
	}

	/** The children of a node other than KEEP, each with the domain indices that lead to it, by first index. */
	function edges(node: Diagram): ReadonlyMap<Diagram, readonly number[]> {
		const found = new Map<Diagram, number[]>();
		for (let value = 0; value < sizeAt(levelOf(node)); value++) {
			const child = childOf(node, value);
			if (child === KEEP) continue;
			const values = found.get(child);
			if (values === undefined) found.set(child, [value]);
			else values.push(value);
		}
		return found;
	}

	function* rows(diagram: Diagram): Generator<DiagramRow, void, undefined> {
		const known = new Map<Diagram, ReadonlyMap<Diagram, readonly number[]>>();
		const when = new Map<number, readonly number[]>();
		function* walk(node: Diagram): Generator<DiagramRow, void, undefined> {
			const level = levelOf(node);
			const terminal = terminalOf(node);
			if (terminal !== undefined) yield { when: new Map(when), terminal };
			if (level === bottom) return;
			const outgoing = known.get(node) ?? edges(node);
			known.set(node, outgoing);
			for (const [child, values] of outgoing) {
				when.set(level, values);
				yield* walk(child);
			}
			when.delete(level);
		}
		yield* walk(diagram);
	}

	function countRows(diagram: Diagram): number {
		const known = new Map<Diagram, number>();
		function count(node: Diagram): number {
			if (levelOf(node) === bottom) return node === KEEP ? 0 : 1;
			let total = known.get(node);
			if (total === undefined) {
				total = 0;
				for (const child of edges(node).keys()) total += count(child);
				known.set(node, total);
			}
			return total;
		}
		return count(diagram);
	}

	return {
		sizes,
		leaf,
		choose,
		union,
		cofactor,
		restrict,
		mapTerminals,
		evaluate,
		support,
		rows,
		countRows,
		variableOf,
		childOf,
		terminalOf,
	};
}

function each(count: number, make: (index: number) => Diagram): Diagram[] {
	const list: Diagram[] = [];
	for (let index = 0; index < count; index++) list.push(make(index));
	return list;
}

/** The diagram that all children are, if they are all the same. */
function onlyOne(children: readonly Diagram[]): Diagram | undefined {
	const first = children[0];
	return children.every((child) => child === first) ? first : undefined;
}
