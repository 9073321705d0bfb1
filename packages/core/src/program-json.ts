import type { Span } from '@alta-ts/diagnostics';
import type {
	Empty,
	Head,
	Init,
	Layer,
	Match,
	Output,
	Program,
	ReadoutTerm,
	Repeat,
	Row,
	Stage,
	Update,
	Value,
	Variable,
} from './program.js';

/** A JSON value whose objects keep their keys in order, whatever the keys are. */
export type Json = null | boolean | number | string | readonly Json[] | Fields;

/** A JSON object. */
export interface Fields {
	readonly fields: readonly (readonly [key: string, value: Json])[];
}

/**
 * The canonical JSON of a program: keys in a fixed order, records in the order of the variables, `undefined` as `null`, and sets as
 * `{ "set": […] }` in the order of their variable's members.
 */
export function programJson(program: Program): Json {
	const order = new Map(program.variables.map(({ name }, index) => [name, index]));
	const members = new Map(program.variables.map((variable) => [variable.name, variable.kind === 'set' ? variable.members : []]));

	/** A value of the variable called `name`. */
	function value(name: string, each: Value): Json {
		if (each === undefined) return null;
		if (typeof each !== 'object') return each;
		const known = (members.get(name) ?? []).filter((member) => each.has(member));
		return object({ set: [...new Set([...known, ...each])] });
	}

	function values(name: string, all: readonly Value[]): Json {
		return all.map((each) => value(name, each));
	}

	function byVariable<T>(record: Readonly<Record<string, T>>, json: (name: string, item: T) => Json): Json {
		const place = (name: string): number => order.get(name) ?? order.size;
		const entries = Object.entries(record).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
		return { fields: entries.map(([name, item]) => [name, json(name, item)]) };
	}

	function init(name: string, each: Init): Json {
		if ('constant' in each) return object({ constant: value(name, each.constant) });
		return 'byToken' in each ? object({ byToken: values(name, each.byToken) }) : object({ byPosition: values(name, each.byPosition) });
	}

	function variable(each: Variable): Json {
		return object({
			name: each.name,
			kind: each.kind,
			members: each.kind === 'set' ? each.members : undefined,
			values: each.values && values(each.name, each.values),
			init: init(each.name, each.init),
			source: each.source && spanJson(each.source),
		});
	}

	function repeat(each: Repeat): Json {
		if (typeof each === 'number') return each;
		const { variable: name, equals } = each.until;
		return object({ until: object({ variable: name, equals: value(name, equals) }), atMost: each.atMost });
	}

	function empty(output: string, each: Empty): Json {
		if (each === 'undefined') return each;
		return 'constant' in each ? object({ constant: value(output, each.constant) }) : object({ position: each.position });
	}

	function head({ output, value: read, where, combine, empty: nothing, keep }: Head): Json {
		const how = typeof combine === 'string' ? combine : object({ pick: combine.pick });
		return object({ output, value: read, where: where.map(match), combine: how, empty: empty(output, nothing), keep });
	}

	function row({ when, value: written, source }: Row, writes: string): Json {
		return object({ when: byVariable(when, values), value: value(writes, written), source: source && spanJson(source) });
	}

	function update(each: Update): Json {
		const { writes } = each;
		if ('linear' in each) return object({ writes, linear: byVariable(each.linear, (_, factor) => factor), bias: each.bias });
		return object({ reads: each.reads, writes, rows: each.rows.map((one) => row(one, writes)) });
	}

	function layer({ heads, updates }: Layer): Json {
		return object({ heads: heads.map(head), updates: updates.map(update) });
	}

	function stage(each: Stage): Json {
		return object({ repeat: repeat(each.repeat), layers: each.layers.map(layer) });
	}

	function term(each: ReadoutTerm): Json {
		const { variable: name, weights } = each;
		return object({ variable: name, value: each.value === undefined ? undefined : value(name, each.value), weights });
	}

	function output(each: Output): Json {
		if ('variable' in each) return object({ variable: each.variable });
		const { classes, bias, terms, pool } = each;
		return object({ classes, bias, terms: terms.map(term), pool: typeof pool === 'string' ? pool : object({ position: pool.position }) });
	}

	return object({
		format: program.format,
		name: program.name,
		input: object({ tokens: program.input.tokens }),
		positions: program.positions,
		variables: program.variables.map(variable),
		stages: program.stages.map(stage),
		output: output(program.output),
	});
}

function match(each: Match): Json {
	if ('offsets' in each) {
		const { offsets } = each;
		return object({ offsets: 'length' in offsets ? offsets : object({ from: offsets.from, to: offsets.to }) });
	}
	const { query, key, test } = each;
	return object({
		query,
		key,
		test: typeof test === 'string' ? test : test.map((entry) => object({ query: entry.query, keys: entry.keys })),
	});
}

/** An object with these keys, which are no numbers and so keep their order; keys that are undefined are left out. */
function object(record: Readonly<Record<string, Json | undefined>>): Fields {
	return { fields: Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])) };
}

function spanJson({ source, from, to }: Span): Json {
	return object({ source, from, to });
}
