import type { GraphValue } from '../graph/value.js';
import type { Base } from './base.js';
import type { Cube, Cubes } from './cubes.js';
import { type Label, suffixed } from './label.js';
import { Refusal } from './refusal.js';
import { isSelected, type State, statesOf } from './states.js';
import type { Work } from './work.js';

/** How many pairs of a query and a key a joined selection may have. */
const MOST_PAIRS = 4_000_000;

/**
 * One cube for several: queries and keys get a variable that holds all that is compared, as far as it makes a difference to what is
 * selected. It takes a table before the head, and where tokens are compared together with positions, a layer for it.
 */
export function joinCubes(work: Work, cubes: Cubes, label: Label): Cube {
	const queryBases = basesOf(cubes, 'query');
	const keyBases = basesOf(cubes, 'key');
	const size = [...queryBases, ...keyBases].reduce((product, base) => product * base.domain().length, 1);
	if (size > MOST_PAIRS) throw tooManyPairs();
	const queryStates = statesOf(queryBases);
	const keyStates = statesOf(keyBases);
	const cells = new Uint8Array(queryStates.length * keyStates.length);
	for (const [q, query] of queryStates.entries())
		for (const [k, key] of keyStates.entries()) cells[q * keyStates.length + k] = isSelected(cubes, query, key) ? 1 : 0;
	const width = keyStates.length;
	const rows = classesOf(queryStates.length, (q) => cells.subarray(q * width, (q + 1) * width).join(''));
	const columns = classesOf(width, (k) => queryStates.map((_, q) => cells[q * width + k]).join(''));
	const query = classBase(work, queryBases, queryStates, rows.classOf, suffixed(label, 'query'));
	const key = classBase(work, keyBases, keyStates, columns.classOf, suffixed(label, 'key'));
	const joined = new Uint8Array(rows.firsts.length * columns.firsts.length);
	for (const [place, value] of query.domain().entries())
		for (const [at, other] of key.domain().entries())
			joined[place * columns.firsts.length + at] =
				cells[(rows.firsts[Number(value)] ?? 0) * width + (columns.firsts[Number(other)] ?? 0)] ?? 0;
	return [{ query, key, queries: rows.firsts.length, keys: columns.firsts.length, cells: joined }];
}

function basesOf(cubes: Cubes, side: 'query' | 'key'): readonly Base[] {
	return [...new Set(cubes.flatMap((cube) => cube.map((relation) => relation[side])))].filter((base) => base !== undefined);
}

/** States that select the same, or are selected by the same, are one class. */
function classesOf(
	count: number,
	signature: (at: number) => string,
): { readonly classOf: readonly number[]; readonly firsts: readonly number[] } {
	const known = new Map<string, number>();
	const firsts: number[] = [];
	const classOf = Array.from({ length: count }, (_, at) => {
		const text = signature(at);
		const found = known.get(text) ?? firsts.length;
		if (found === firsts.length) firsts.push(at);
		known.set(text, found);
		return found;
	});
	return { classOf, firsts };
}

/** A base that holds the class of the state of others. */
function classBase(work: Work, bases: readonly Base[], states: readonly State[], classOf: readonly number[], label: Label): Base {
	const { functions, plan } = work;
	const numbers = new Map<string, number>();
	const places = bases.map((base) => placesOf(base));
	for (const [at, state] of states.entries()) numbers.set(bases.map((base) => state.get(base)).join(), classOf[at] ?? 0);
	const identities = bases.map((base) => base.identity());
	const toClass = (values: readonly GraphValue[]): GraphValue => numbers.get(values.map((value, at) => places[at]?.get(value)).join());
	const diagram = functions.apply(toClass, identities);
	return plan.cut(work.bases.fn(diagram), label);
}

function placesOf(base: Base): ReadonlyMap<GraphValue, number> {
	return new Map(base.domain().map((value, place) => [value, place]));
}

function tooManyPairs(): Refusal {
	return new Refusal('ALTA0512', {
		what: 'Its selector compares too many combinations of values.',
		why: 'What queries and keys are compared by has to be held in one variable each, which takes all combinations of it.',
		fix: 'Use a smaller vocabulary or a shorter longest input, or combine selectors with "and" only.',
	});
}
