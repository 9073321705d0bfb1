import type { Atom, Init, Value, Variable } from '../program.js';
import type { Choices } from './choices.js';

/** A part of the language that a random program may be told to do without. */
export type Feature =
	| 'linear'
	| 'mean'
	| 'numerical'
	| 'pick'
	| 'positions'
	| 'readout'
	| 'set'
	| 'sources'
	| 'stages'
	| 'sum'
	| 'undefined'
	| 'until';

/** What the parts of a random program have in common. */
export interface Setting {
	readonly choices: Choices;
	readonly without: ReadonlySet<Feature>;
	readonly tokens: readonly string[];
	readonly positions: number | undefined;
}

/** Atoms that variables share, so that matches between two variables find something. */
const pools: readonly (readonly Atom[])[] = [
	[0, 1, 2],
	['a', 'b', 'c'],
	[false, true],
	[1, '1', true],
	[2, 1, 0],
];

/** A variable of any kind that no head writes. */
export function randomVariable(setting: Setting, name: string): Variable {
	const { choices, without } = setting;
	const kinds = (['categorical', 'categorical', 'numerical', 'set'] as const).filter(
		(kind) => kind === 'categorical' || !without.has(kind),
	);
	const kind = choices.from(kinds);
	if (kind === 'numerical') {
		const values = choices.chance(75) ? { values: centres(choices) } : {};
		return { name, kind, ...values, init: randomInit(setting, () => randomNumber(choices)), ...source(setting) };
	}
	const atoms = choices.some(choices.from(pools));
	if (kind === 'categorical')
		return { name, kind, values: atoms, init: randomInit(setting, () => choices.from(atoms)), ...source(setting) };
	const values = someSets(choices, atoms);
	return { name, kind, members: atoms, values, init: randomInit(setting, () => choices.from(values)), ...source(setting) };
}

/** A variable that can hold whatever `value` can, for a head to write. */
export function randomOutput(setting: Setting, name: string, value: Variable): Variable {
	const { choices } = setting;
	const base = { name, init: { constant: undefined }, ...source(setting) };
	if (value.kind === 'numerical') return { ...base, kind: 'numerical', ...(choices.chance(75) ? { values: centres(choices) } : {}) };
	const extra = value.values.length < 3 && choices.chance(25) ? [name] : [];
	if (value.kind === 'categorical') return { ...base, kind: 'categorical', values: [...extra, ...value.values] };
	const members = [...extra, ...value.members];
	return { ...base, kind: 'set', members, values: [...extra.map((atom) => new Set([atom])), ...value.values] };
}

/** A defined value that the variable may be given; for a numerical one a small integer, bucket centre or not. */
export function randomValue(choices: Choices, variable: Variable): Value {
	return variable.kind === 'numerical' ? randomNumber(choices) : choices.from<Value>(variable.values);
}

/** The places in a source text that a front end would have noted; none, more often than not. */
export function source({ choices, without }: Setting): { readonly source?: { source: string; from: number; to: number } } {
	if (without.has('sources') || !choices.chance(15)) return {};
	const from = choices.below(50);
	return { source: { source: 'example.rasp', from, to: from + choices.below(9) } };
}

function randomNumber(choices: Choices): number {
	return choices.from([0, 1, 2, -1, 3]);
}

function centres(choices: Choices): readonly number[] {
	return choices.some([-1, 0, 1, 2, 4]).slice(0, 3);
}

function someSets(choices: Choices, members: readonly Atom[]): readonly ReadonlySet<Atom>[] {
	const subsets = [0, 1, 2, 3, 4, 5, 6, 7].slice(0, 2 ** members.length);
	const picked = choices.some(subsets).slice(0, 3);
	return picked.map((bits) => new Set(members.filter((_, index) => (bits >> index) % 2 === 1)));
}

function randomInit({ choices, without, tokens, positions }: Setting, value: () => Value): Init {
	const one = (): Value => (!without.has('undefined') && choices.chance(8) ? undefined : value());
	const way = choices.below(positions === undefined ? 3 : 4);
	if (way === 1 || way === 2) return { byToken: tokens.map(one) };
	return way === 3 ? { byPosition: Array.from({ length: positions ?? 0 }, one) } : { constant: one() };
}
