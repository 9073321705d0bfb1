import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainIndex, domainOf } from './domain.js';
import type { Atom, Row, Value, Variable } from './program.js';
import { findRowConflicts } from './row-conflicts.js';
import { traceFunctions } from './trace-function.js';

function categorical(name: string, values: readonly Atom[]): Variable {
	return { kind: 'categorical', name, init: { constant: values[0] }, values };
}

function range(count: number): readonly number[] {
	return Array.from({ length: count }, (_, index) => index);
}

/** The state object as tests use it, without names checked. */
interface AnyState {
	[name: string]: unknown;
}
interface Tracing {
	also(block: (z: AnyState & Tracing) => void): void;
	defined(name: string): boolean;
	write(name: string, value: (z: AnyState & Tracing) => unknown): void;
}

/** A random function, as data: what it does step by step. */
type Step =
	| { readonly read: number; readonly branches: readonly Step[] }
	| { readonly asks: number; readonly yes: Step; readonly no: Step }
	| { readonly writes: number; readonly value: number; readonly next: Step }
	| { readonly lazily: number; readonly value: Step; readonly next: Step }
	| { readonly also: Step; readonly next: Step }
	| { readonly done: number };

const inputs: readonly Variable[] = [
	categorical('p', [0, 1]),
	{ kind: 'numerical', name: 'q', init: { constant: 0 }, values: [-1, 0.5, 3] },
	{ kind: 'set', name: 's', init: { constant: undefined }, members: ['a', 'b'], values: [new Set(['a']), new Set(['b', 'a'])] },
];
const outputs = [categorical('out0', range(3)), categorical('out1', range(3))];
const all = [...inputs, ...outputs];

const step: fc.Arbitrary<Step> = fc.letrec<{ step: Step }>((tie) => ({
	step: fc.oneof(
		{ depthSize: 'small', maxDepth: 5 },
		fc.record({ done: fc.nat(2) }),
		fc.nat(inputs.length - 1).chain((read) => {
			const length = inputs[read]?.values?.length ?? 0;
			return fc.record({ read: fc.constant(read), branches: fc.array(tie('step'), { minLength: length, maxLength: length }) });
		}),
		fc.record({ asks: fc.nat(inputs.length - 1), yes: tie('step'), no: tie('step') }),
		fc.record({ writes: fc.nat(1), value: fc.nat(2), next: tie('step') }),
		fc.record({ lazily: fc.nat(1), value: tie('step'), next: tie('step') }),
		fc.record({ also: tie('step'), next: tie('step') }),
	),
})).step;

function nameOf(list: readonly Variable[], at: number): string {
	return list[at]?.name ?? '';
}

/** The step as an author would write it. In a lazy write it only reads and returns a value. */
function perform(z: AnyState & Tracing, from: Step | undefined, lazy: boolean): unknown {
	if (from === undefined || 'done' in from) return from?.done;
	if ('read' in from) {
		const variable = inputs[from.read];
		const value = z[nameOf(inputs, from.read)];
		const domain: readonly unknown[] = variable === undefined ? [] : domainOf(variable);
		const index = domain.indexOf(value);
		return perform(z, from.branches[index], lazy);
	}
	if ('asks' in from) return perform(z, z.defined(nameOf(inputs, from.asks)) ? from.yes : from.no, lazy);
	if (lazy) return perform(z, from.next, lazy);
	if ('writes' in from) z[nameOf(outputs, from.writes)] = from.value;
	else if ('lazily' in from) z.write(nameOf(outputs, from.lazily), (inner) => perform(inner, from.value, true));
	else z.also((inner) => perform(inner, from.also, false));
	return perform(z, from.next, lazy);
}

type Writes = ReadonlyMap<number, number>;

/** What the step does in one state, said directly: the writes of its path, if that is not dropped, and of each block it opens. */
function evaluate(from: Step, state: readonly Value[]): readonly Writes[] {
	const writes = new Map<number, number>();
	const blocks: Writes[] = [];
	let now: Step | undefined = from;
	while (now !== undefined && !('done' in now)) {
		if ('read' in now) {
			const variable: Variable | undefined = inputs[now.read];
			if (variable === undefined || state[now.read] === undefined) return blocks;
			now = now.branches[domainIndex(variable, state[now.read])];
		} else if ('asks' in now) now = state[now.asks] === undefined ? now.no : now.yes;
		else {
			if ('writes' in now) writes.set(now.writes, now.value);
			else if ('also' in now) blocks.push(...evaluate(now.also, state));
			else {
				const value = result(now.value, state);
				if (value !== undefined) writes.set(now.lazily, value);
			}
			now = now.next;
		}
	}
	return [...blocks, writes];
}

function result(from: Step | undefined, state: readonly Value[]): number | undefined {
	if (from === undefined || 'done' in from) return from?.done;
	if ('read' in from) {
		const variable = inputs[from.read];
		if (variable === undefined || state[from.read] === undefined) return undefined;
		return result(from.branches[domainIndex(variable, state[from.read])], state);
	}
	if ('asks' in from) return result(state[from.asks] === undefined ? from.no : from.yes, state);
	return result(from.next, state);
}

function states(): readonly (readonly Value[])[] {
	return inputs.reduce<readonly (readonly Value[])[]>(
		(prefixes, variable) => prefixes.flatMap((prefix) => domainOf(variable).map((value) => [...prefix, value])),
		[[]],
	);
}

function fires({ when }: Row, state: readonly Value[]): boolean {
	return inputs.every((variable, at) => {
		const list = when[variable.name];
		return list === undefined || list.some((value) => domainIndex(variable, value) === domainIndex(variable, state[at]));
	});
}

describe('traced tables', () => {
	it('do in every state, undefined values included, what the functions do', () => {
		fc.assert(
			fc.property(fc.array(step, { minLength: 1, maxLength: 2 }), (functions) => {
				const named = functions.map((from, at) => [`f${at}`, (z: AnyState & Tracing) => perform(z, from, false)] as const);
				const traced = traceFunctions(all, Object.fromEntries(named));
				const valuesOf = (state: readonly Value[], at: number): readonly number[] => {
					const written = functions.flatMap((from) => evaluate(from, state)).flatMap((writes) => writes.get(at) ?? []);
					return [...new Set(written)];
				};
				const conflicts = states().some((state) => [0, 1].some((at) => valuesOf(state, at).length > 1));
				expect(traced.problems.some((each) => each.code === 'ALTA1209')).toBe(conflicts);
				if (conflicts) return;
				for (const [at, output] of outputs.entries()) {
					const updates = traced.updates.filter((update) => update.writes === output.name);
					expect(findRowConflicts(all, updates)).toEqual([]);
					for (const state of states()) {
						const fired = updates.flatMap((update) => update.rows.filter((row) => fires(row, state)));
						expect(fired.map((row) => row.value)).toEqual(valuesOf(state, at));
					}
				}
			}),
			{ numRuns: 300 },
		);
	});
});
