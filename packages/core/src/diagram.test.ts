import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDiagramBuilder, type Diagram, type DiagramBuilder, type DiagramRow, KEEP } from './diagram.js';

/** A decision tree that may ask variables in any order, and ask one again. */
type Tree = { readonly leaf: number | undefined } | { readonly variable: number; readonly children: readonly Tree[] };

const sizes = [2, 3, 2, 4];

const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; leaf: Tree; node: Tree }>((tie) => ({
	tree: fc.oneof({ depthSize: 'small', maxDepth: 5 }, tie('leaf'), tie('node')),
	leaf: fc.record({ leaf: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }) }),
	node: fc.integer({ min: 0, max: sizes.length - 1 }).chain((variable) =>
		fc.record({
			variable: fc.constant(variable),
			children: fc.array(tie('tree'), { minLength: sizes[variable] ?? 0, maxLength: sizes[variable] ?? 0 }),
		}),
	),
})).tree;

function draw(builder: DiagramBuilder, from: Tree): Diagram {
	if ('leaf' in from) return from.leaf === undefined ? KEEP : builder.leaf(from.leaf);
	return builder.choose(
		from.variable,
		from.children.map((child) => draw(builder, child)),
	);
}

function follow(from: Tree | undefined, state: readonly number[]): number | undefined {
	if (from === undefined || 'leaf' in from) return from?.leaf;
	return follow(from.children[state[from.variable] ?? 0], state);
}

function states(): readonly (readonly number[])[] {
	return sizes.reduce<readonly (readonly number[])[]>(
		(prefixes, size) => prefixes.flatMap((prefix) => Array.from({ length: size }, (_, index) => [...prefix, index])),
		[[]],
	);
}

function truth(builder: DiagramBuilder, diagram: Diagram): readonly (number | undefined)[] {
	return states().map((state) => builder.evaluate(diagram, (variable) => state[variable] ?? 0));
}

function covers(row: DiagramRow, state: readonly number[]): boolean {
	return [...row.when].every(([variable, indices]) => indices.includes(state[variable] ?? 0));
}

const unexpected = (): void => {
	throw new Error('unexpected conflict');
};

describe('createDiagramBuilder', () => {
	it('reaches in every state what the tree reaches, whatever order the tree asks in', () => {
		fc.assert(
			fc.property(tree, (from) => {
				const builder = createDiagramBuilder(sizes);
				expect(truth(builder, draw(builder, from))).toEqual(states().map((state) => follow(from, state)));
			}),
		);
	});

	it('gives equal functions the same number', () => {
		fc.assert(
			fc.property(tree, tree, (a, b) => {
				const builder = createDiagramBuilder(sizes);
				const [left, right] = [draw(builder, a), draw(builder, b)];
				expect(left === right).toBe(states().every((state) => follow(a, state) === follow(b, state)));
			}),
		);
	});

	it('unites two diagrams and reports a state of each conflict', () => {
		fc.assert(
			fc.property(tree, tree, (a, b) => {
				const builder = createDiagramBuilder(sizes);
				const conflicts: { state: ReadonlyMap<number, number>; left: number; right: number }[] = [];
				const united = builder.union(draw(builder, a), draw(builder, b), (state, left, right) => conflicts.push({ state, left, right }));
				expect(truth(builder, united)).toEqual(states().map((state) => follow(a, state) ?? follow(b, state)));
				const differing = states().filter((state) => {
					const [left, right] = [follow(a, state), follow(b, state)];
					return left !== undefined && right !== undefined && left !== right;
				});
				expect(conflicts.length > 0).toBe(differing.length > 0);
				for (const { state, left, right } of conflicts) {
					const example = sizes.map((_, variable) => state.get(variable) ?? 0);
					expect([follow(a, example), follow(b, example)]).toEqual([left, right]);
				}
			}),
		);
	});

	it('enumerates disjoint rows that say what the diagram says, and counts them', () => {
		fc.assert(
			fc.property(tree, (from) => {
				const builder = createDiagramBuilder(sizes);
				const diagram = draw(builder, from);
				const rows = [...builder.rows(diagram)];
				expect(builder.countRows(diagram)).toBe(rows.length);
				for (const state of states()) {
					expect(rows.filter((row) => covers(row, state)).map((row) => row.terminal)).toEqual(
						[follow(from, state)].filter((t) => t !== undefined),
					);
				}
			}),
		);
	});

	it('depends on a variable exactly when the variable can change the result', () => {
		fc.assert(
			fc.property(tree, (from) => {
				const builder = createDiagramBuilder(sizes);
				const diagram = draw(builder, from);
				const matters = [...sizes.keys()].filter((variable) =>
					states().some((state) => follow(from, state) !== follow(from, state.with(variable, 0))),
				);
				expect(builder.support(diagram)).toEqual(matters);
			}),
		);
	});

	it('fixes, limits and renames', () => {
		fc.assert(
			fc.property(tree, fc.nat(sizes.length - 1), (from, variable) => {
				const builder = createDiagramBuilder(sizes);
				const diagram = draw(builder, from);
				expect(truth(builder, builder.cofactor(diagram, variable, 1))).toEqual(
					states().map((state) => follow(from, state.with(variable, 1))),
				);
				expect(truth(builder, builder.restrict(diagram, variable, [1]))).toEqual(
					states().map((state) => (state[variable] === 1 ? follow(from, state) : undefined)),
				);
				const renamed = builder.mapTerminals(diagram, (terminal) => (terminal === 0 ? undefined : terminal % 2));
				expect(truth(builder, renamed)).toEqual(
					states().map((state) => {
						const terminal = follow(from, state);
						return terminal === undefined || terminal === 0 ? undefined : terminal % 2;
					}),
				);
			}),
		);
	});

	it('tells how much it does, and stops when it is told to', () => {
		let steps = 0;
		const builder = createDiagramBuilder([2, 3], (children) => {
			steps += children;
			if (steps > 12) throw new Error('enough');
		});
		const build = (): Diagram => builder.choose(1, [builder.leaf(0), builder.leaf(1), KEEP]);
		const before = steps;
		build();
		expect(steps - before).toBe(5);
		build();
		expect(build).toThrow('enough');
	});

	it('can be walked from the outside', () => {
		const builder = createDiagramBuilder([2, 2]);
		const diagram = builder.choose(1, [builder.leaf(5), KEEP]);
		expect([builder.variableOf(diagram), builder.variableOf(KEEP)]).toEqual([1, undefined]);
		expect([0, 1].map((index) => builder.terminalOf(builder.childOf(diagram, index)))).toEqual([5, undefined]);
		expect(builder.terminalOf(diagram)).toBeUndefined();
	});

	it('carries domains of two thousand values and a thousand terminals', () => {
		const wide = createDiagramBuilder([2001, 2001]);
		const equal = wide.choose(
			1,
			Array.from({ length: 2001 }, (_, value) => wide.restrict(wide.leaf(0), 0, [value])),
		);
		expect(wide.countRows(equal)).toBe(2001);

		const deep = createDiagramBuilder([...Array.from({ length: 16 }, () => 2), 2]);
		let counter = KEEP;
		for (let bit = 0; bit < 1 << 10; bit++) {
			let path = deep.leaf(bit);
			for (let variable = 9; variable >= 0; variable--) path = deep.restrict(path, variable, [(bit >> variable) & 1]);
			counter = deep.union(counter, path, unexpected);
		}
		expect(deep.countRows(counter)).toBe(1 << 10);
	});
});
