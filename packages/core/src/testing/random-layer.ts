import type {
	CategoricalVariable,
	Combine,
	Empty,
	Head,
	LinearUpdate,
	Match,
	OffsetSet,
	Row,
	Table,
	TableUpdate,
	Update,
	Value,
	Variable,
} from '../program.js';
import type { Choices } from './choices.js';
import { randomOutput, randomValue, type Setting, source } from './random-variable.js';

/** A head and the variable that it writes. */
export interface HeadAndOutput {
	readonly head: Head;
	readonly output: Variable;
}

/** A head that reads some of `readable` and writes a new variable called `name`. */
export function randomHead(setting: Setting, name: string, readable: readonly Variable[]): HeadAndOutput {
	const { choices, without } = setting;
	const value = choices.from(readable);
	const output = randomOutput(setting, name, value);
	const picks: readonly Combine[] = without.has('pick') ? [] : [{ pick: 'first' }, { pick: 'last' }, { pick: 'nearest' }];
	const totals = (['mean', 'sum'] as const).filter((each) => value.kind === 'numerical' && !without.has(each));
	const combine = choices.from<Combine>(['only', 'only', 'only', ...totals, ...totals, ...totals, ...picks]);
	const where = Array.from({ length: choices.below(3) }, () => randomMatch(choices, readable));
	const empties: readonly Empty[] = ['undefined', 'undefined', { constant: randomValue(choices, output) }, { position: choices.below(3) }];
	return { output, head: { output: name, value: value.name, where, combine, empty: choices.from(empties), keep: choices.chance(40) } };
}

/** What the updates of a layer may write and read. */
export interface Scope {
	readonly writable: readonly Variable[];
	readonly readable: readonly Variable[];
	/** The names of readable variables that linear maps must not read, so that numbers do not grow beyond bounds. */
	readonly sums: ReadonlySet<string>;
}

/** The updates of a layer: tables whose rows never fire together on a variable, and linear maps into variables that no table writes. */
export function randomUpdates(setting: Setting, { writable, readable, sums }: Scope): readonly Update[] {
	const { choices, without } = setting;
	const updates: Update[] = [];
	for (let count = choices.below(5); count > 0; count--) {
		const target = choices.from(writable);
		const others = updates.filter((update) => update.writes === target.name);
		if (target.kind === 'numerical' && others.length === 0 && !without.has('linear') && choices.chance(40)) {
			const reads = readable.filter((each) => each.kind === 'numerical' && !sums.has(each.name));
			updates.push(randomLinear(choices, target, reads));
		} else if (!others.some((update) => 'linear' in update)) {
			const earlier = others.flatMap((update) => ('linear' in update ? [] : update.rows));
			updates.push(randomTable(setting, target, readable, earlier));
		}
	}
	return updates;
}

function randomMatch(choices: Choices, readable: readonly Variable[]): Match {
	const atoms = readable.filter((each): each is CategoricalVariable => each.kind === 'categorical');
	const sets = readable.filter((each) => each.kind === 'set');
	const equal = atoms.length > 0 ? ['equal', 'equal', 'table'] : [];
	const member = atoms.length > 0 && sets.length > 0 ? ['member', 'member'] : [];
	const test = choices.from(['offsets', ...equal, ...member]);
	if (test === 'offsets') return { offsets: randomOffsets(choices) };
	const key = choices.from(atoms);
	if (test === 'member') return { query: choices.from(sets).name, key: key.name, test };
	const query = choices.from(atoms);
	return { query: query.name, key: key.name, test: test === 'equal' ? test : randomPairs(choices, query, key) };
}

function randomPairs(choices: Choices, query: CategoricalVariable, key: CategoricalVariable): Table {
	return choices.some(query.values).map((atom) => ({ query: atom, keys: choices.some(key.values) }));
}

function randomOffsets(choices: Choices): OffsetSet {
	const from = choices.from([-1, 0, 1, -2]);
	const to = from + choices.below(3);
	return choices.from<OffsetSet>([[from], [from], choices.some([-3, -1, 0, 1, 2]), { from, to }, { from }, { to }, {}]);
}

function randomLinear(choices: Choices, target: Variable, numericals: readonly Variable[]): LinearUpdate {
	const reads = choices.some(numericals).slice(0, 2);
	const coefficients = reads.length === 1 ? [1, -1, 2] : [1, -1];
	const linear = Object.fromEntries(reads.map(({ name }) => [name, choices.from(coefficients)]));
	return { writes: target.name, linear, bias: choices.from([0, 1, -1]) };
}

/** Rows are drawn freely, and those that could fire together with an earlier one are dropped. */
function randomTable(setting: Setting, target: Variable, readable: readonly Variable[], earlier: readonly Row[]): TableUpdate {
	const { choices, without } = setting;
	const tabulated = readable.filter((each) => each.values !== undefined);
	const reads = tabulated.length > 0 ? choices.some(tabulated).slice(0, 3) : [];
	const rows: Row[] = [];
	for (let attempts = choices.below(20); attempts > 0; attempts--) {
		const when: Record<string, readonly Value[]> = {};
		for (const read of reads) if (!choices.chance(15)) when[read.name] = choices.some([...(read.values ?? []), undefined]);
		const value = !without.has('undefined') && choices.chance(10) ? undefined : randomValue(choices, target);
		const row: Row = { when, value, ...source(setting) };
		if ([...earlier, ...rows].every((other) => exclude(row, other))) rows.push(row);
	}
	return { reads: reads.map(({ name }) => name), writes: target.name, rows };
}

/** Whether some variable that both rows constrain cannot please both. The sets of a variable's `values` are shared, so identity compares them. */
function exclude(one: Row, other: Row): boolean {
	return Object.entries(one.when).some(([name, values]) => {
		const others = other.when[name];
		return others !== undefined && !values.some((value) => others.includes(value));
	});
}
