import {
	domainIndex,
	domainOf,
	type Head,
	type Layer,
	type OffsetSet,
	type Program,
	type Row,
	type Value,
	type Variable,
} from '@alta-ts/core';

/** A program prepared for being run the obvious way. */
export interface FlatEvaluator {
	readonly run: (tokens: readonly string[]) => { readonly output: readonly Value[]; readonly layers: number };
}

/** Every variable's values, as domain indices, position by position. */
type State = Map<Variable, Int32Array>;

/** A step of a layer: reads a state, writes another one. */
type Step = (before: State, after: State, length: number) => void;

/**
 * Runs programs in an obvious way: values are numbers, every row becomes one entry for each combination of values, entries and equal keys are
 * found by table, and every position is visited in every layer. It knows nothing of what most positions have in common.
 *
 * It takes what the programs that are measured have: one stage that loops until it halts, categorical variables, and heads that
 * give the only value they select, or undefined.
 *
 * @throws Error for any other program.
 */
export function flatEvaluator(program: Program): FlatEvaluator {
	const [stage] = program.stages;
	const { output } = program;
	if (stage === undefined || program.stages.length > 1 || typeof stage.repeat === 'number' || !('variable' in output)) {
		throw unsupported(program, 'its stages or its output');
	}
	const { until } = stage.repeat;
	const named = (name: string): Variable => {
		const found = program.variables.find((each) => each.name === name);
		if (found === undefined || found.kind !== 'categorical') throw unsupported(program, `variable ${name}`);
		return found;
	};
	const layers = stage.layers.map((layer) => layerSteps(program, layer, named));
	const [halting, answer] = [named(until.variable), named(output.variable)];
	const halted = domainIndex(halting, until.equals);

	return {
		run: (tokens) => {
			const state = initialState(program, tokens);
			let count = 0;
			do {
				for (const { heads, updates, erased } of layers) {
					const before = copy(state);
					for (const step of heads) step(before, state, tokens.length);
					const attended = copy(state);
					for (const step of updates) step(attended, state, tokens.length);
					for (const each of erased) state.get(each)?.fill(domainIndex(each, undefined));
					count++;
				}
			} while (!column(state, halting).every((value) => value === halted));
			const domain = domainOf(answer);
			return { output: Array.from(column(state, answer), (index) => domain[index]), layers: count };
		},
	};
}

interface LayerSteps {
	readonly heads: readonly Step[];
	readonly updates: readonly Step[];
	readonly erased: readonly Variable[];
}

function layerSteps(program: Program, layer: Layer, named: (name: string) => Variable): LayerSteps {
	return {
		heads: layer.heads.map((head) => headStep(program, head, named)),
		updates: layer.updates.map((update) => {
			if ('linear' in update) throw unsupported(program, `a linear map that writes ${update.writes}`);
			return tableStep(update.rows, named(update.writes), named);
		}),
		erased: layer.heads.filter((head) => !head.keep).map((head) => named(head.output)),
	};
}

function initialState(program: Program, tokens: readonly string[]): State {
	const ids = tokens.map((token) => program.input.tokens.indexOf(token));
	return new Map(
		program.variables.map((variable) => {
			const { init } = variable;
			const start = (id: number, position: number): Value => {
				if ('constant' in init) return init.constant;
				return 'byToken' in init ? init.byToken[id] : init.byPosition[position];
			};
			return [variable, Int32Array.from(ids, (id, position) => domainIndex(variable, start(id, position)))];
		}),
	);
}

function headStep(program: Program, head: Head, named: (name: string) => Variable): Step {
	if (head.combine !== 'only' || head.empty !== 'undefined') throw unsupported(program, `head ${head.output}`);
	const [source, target] = [named(head.value), named(head.output)];
	const given = translation(source, target);
	const nothing = domainIndex(target, undefined);
	const selectors = head.where.map((match) => {
		if ('offsets' in match) return offsetSelector(match.offsets);
		if (match.test !== 'equal') throw unsupported(program, `head ${head.output}`);
		return equalSelector(named(match.query), named(match.key));
	});
	return (before, after, length) => {
		const values = column(before, source);
		const out = column(after, target);
		const [first = everyKey(length), ...others] = selectors.map((selector) => selector(before, length));
		for (let query = 0; query < length; query++) {
			const keys = others.reduce((left, other) => left.filter((key) => other(query).includes(key)), first(query));
			const [key] = keys;
			out[query] = key !== undefined && keys.length === 1 ? (given[values[key] ?? 0] ?? nothing) : nothing;
		}
	};
}

/** The keys that a query position selects, in a state. */
type Selector = (state: State, length: number) => (query: number) => readonly number[];

function everyKey(length: number): (query: number) => readonly number[] {
	const keys = Array.from({ length }, (_, key) => key);
	return () => keys;
}

function offsetSelector(offsets: OffsetSet): Selector {
	return (_, length) => {
		const all = everyKey(length);
		return (query) => all(query).filter((key) => hasOffset(offsets, key - query));
	};
}

/** Selects the keys of equal value: the positions of each value are collected once a layer. */
function equalSelector(asking: Variable, offering: Variable): Selector {
	const wanted = translation(asking, offering);
	const unknown = domainIndex(offering, undefined);
	return (state) => {
		const asked = column(state, asking);
		const places: number[][] = Array.from({ length: unknown }, () => []);
		for (const [key, value] of column(state, offering).entries()) places[value]?.push(key);
		return (query) => places[wanted[asked[query] ?? 0] ?? unknown] ?? [];
	};
}

function hasOffset(offsets: OffsetSet, offset: number): boolean {
	if ('length' in offsets) return offsets.includes(offset);
	return (offsets.from ?? Number.NEGATIVE_INFINITY) <= offset && offset <= (offsets.to ?? Number.POSITIVE_INFINITY);
}

/** Where each value of one variable is in the domain of another one. */
function translation(from: Variable, to: Variable): Int32Array {
	return Int32Array.from(domainOf(from), (value) => domainIndex(to, value));
}

/** The entries of a table that constrain the same variables, by their packed values. */
interface Group {
	readonly reads: readonly Variable[];
	readonly entries: Map<number, number>;
}

function tableStep(rows: readonly Row[], target: Variable, named: (name: string) => Variable): Step {
	const groups = new Map<string, Group>();
	for (const row of rows) {
		const names = Object.keys(row.when).sort();
		const signature = names.join('\n');
		const group = groups.get(signature) ?? { reads: names.map(named), entries: new Map<number, number>() };
		groups.set(signature, group);
		for (const packed of combinations(row, group.reads)) group.entries.set(packed, domainIndex(target, row.value));
	}
	return (before, after, length) => {
		const out = column(after, target);
		for (const { reads, entries } of groups.values()) {
			const columns = reads.map((read) => ({ values: column(before, read), size: domainSize(read) }));
			for (let position = 0; position < length; position++) {
				let packed = 0;
				for (const { values, size } of columns) packed = packed * size + (values[position] ?? 0);
				const value = entries.get(packed);
				if (value !== undefined) out[position] = value;
			}
		}
	};
}

/** Every combination of values that a row allows, packed into one number. */
function combinations(row: Row, reads: readonly Variable[]): readonly number[] {
	return reads.reduce<readonly number[]>(
		(packed, read) =>
			packed.flatMap((each) => (row.when[read.name] ?? []).map((value) => each * domainSize(read) + domainIndex(read, value))),
		[0],
	);
}

function domainSize(variable: Variable): number {
	return (variable.values?.length ?? 0) + 1;
}

function copy(state: State): State {
	return new Map([...state].map(([variable, values]) => [variable, values.slice()]));
}

function column(state: State, variable: Variable): Int32Array {
	const values = state.get(variable);
	if (values === undefined) throw new Error(`internal: no column of ${variable.name}`);
	return values;
}

function unsupported(program: Program, what: string): Error {
	return new Error(`The flat evaluator does not take ${what} of program ${program.name}.`);
}
