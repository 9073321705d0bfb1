import type { Diagram, Head, Init, Row, Update, Value, Variable } from '@alta-ts/core';
import { type GraphValue, graphValueKey, isNumeric } from '../graph/value.js';
import type { Base, Bases, Column, Fn } from './base.js';
import { type Encoding, encodingOf } from './encode.js';
import { FAILS, type Functions } from './functions.js';
import type { Label } from './label.js';
import { Refusal } from './refusal.js';
import { type TableParts, tableOf } from './table.js';

/** The heads and updates of one layer. */
export interface Slot {
	readonly heads: Head[];
	readonly updates: Update[];
}

/** A program in the making. Layer 0 has no heads: it is there for what depends on token and position together. */
export interface Plan {
	readonly slots: readonly Slot[];
	/** For tables, the rows that they take besides where their variable held something before. */
	readonly erasing: ReadonlyMap<Update, readonly Row[]>;
	readonly variables: ReadonlyMap<string, Variable>;
	/** The variable that holds a function, made if there is none yet. It can be read by heads of the layer after the function's. */
	readonly hold: (fn: Fn, kind: Column['kind'], label: Label) => Column;
	/** Adds a head, whose output is a new variable. */
	readonly addHead: (layer: number, head: Omit<Head, 'output' | 'keep'>, output: HeadOutput) => Column;
	/** The base that holds a function from the end of its layer on. */
	readonly cut: (fn: Fn, label: Label) => Base;
	/** A variable that is the same at every position. */
	readonly constant: (value: Value, kind: Column['kind'], label: Label) => Column;
}

/** What is known of the output of a head. */
export interface HeadOutput {
	readonly label: Label;
	readonly kind: Column['kind'];
	readonly encoding: Encoding;
}

/** Where a program starts: its bases of layer 0, and how long inputs are. */
export interface PlanStart {
	readonly functions: Functions;
	readonly bases: Bases;
	readonly token: Base;
	readonly position: Base;
}

/** Makes an empty plan. */
export function createPlan({ functions, bases, token, position }: PlanStart): Plan {
	const slots: Slot[] = [];
	const erasing = new Map<Update, readonly Row[]>();
	const variables = new Map<string, Variable>();
	const used = new Map<string, number>();
	const held = new Map<string, Column>();
	const cuts = new Map<string, Base>();
	const slot = (layer: number): Slot => {
		while (slots.length <= layer) slots.push({ heads: [], updates: [] });
		return slots[layer] ?? { heads: [], updates: [] };
	};
	const fresh = ({ text }: Label): string => {
		const plain = text.replace(/[^\p{L}\p{N}_.()[\]{} <>=+*/-]/gu, '_').trim() || 'value';
		let name = plain;
		let number = used.get(plain) ?? 1;
		for (; variables.has(name); number++) name = `${plain}_${number + 1}`;
		used.set(plain, number);
		return name;
	};
	const declare = (label: Label, kind: Column['kind'], encoding: Encoding, init: Init): Column => {
		const name = fresh(label);
		const base = { name, init, ...(label.span === undefined ? {} : { source: label.span }) };
		const { atoms } = encoding;
		variables.set(name, kind === 'numerical' ? { ...base, kind } : { ...base, kind, values: atoms });
		return { name, kind, encoding };
	};
	const parts: TableParts = { functions, baseAt: bases.at, columnOf: readColumn };

	function columnOf(base: Base, kind: Column['kind']): Column {
		return hold(base.written ?? bases.fnOf(base), kind, base.label);
	}

	/** The variable in which tables read a base. A number lists its values only where a table reads it. */
	function readColumn(base: Base): Column {
		const column = columnOf(base, preferredKind(base));
		const variable = variables.get(column.name);
		if (variable?.kind !== 'numerical' || variable.values !== undefined) return column;
		const values = numbersOf(numberEncoding([...base.domain(), ...(base.listed ?? [])]));
		variables.set(column.name, values.length === 0 ? variable : { ...variable, values });
		return column;
	}

	function hold(fn: Fn, kind: Column['kind'], label: Label): Column {
		if (fn.base?.output?.kind === kind) return fn.base.output;
		const written = fn.base?.written;
		if (written !== undefined) return hold(written, kind, fn.base?.label ?? label);
		const isLinear = kind === 'numerical' && fn.linear !== undefined && fn.ready > 0;
		const key = isLinear ? `linear ${linearKey(fn)}` : `${kind} ${fn.diagram()}`;
		const known = held.get(key);
		if (known !== undefined) return known;
		const column = isLinear ? holdLinear(fn, label) : holdDiagram(fn, fn.diagram(), kind, label);
		held.set(key, column);
		return column;
	}

	function holdLinear(fn: Fn, label: Label): Column {
		const { terms = [], bias = 0 } = fn.linear ?? {};
		const linear: Record<string, number> = {};
		for (const { of, factor, label: own = label } of terms) {
			const { name } = hold(of, 'numerical', own);
			linear[name] = (linear[name] ?? 0) + factor;
		}
		const column = declare(label, 'numerical', numberEncoding([]), { constant: undefined });
		slot(fn.ready).updates.push({ writes: column.name, linear, bias });
		return column;
	}

	function holdDiagram(fn: Fn, diagram: Diagram, kind: Column['kind'], label: Label): Column {
		const image = functions.image(diagram);
		const encoding = kind === 'categorical' ? encodingOf(image) : numberEncoding(image);
		const support = bases.support(diagram);
		const [only] = support;
		if (only === undefined) return declare(label, kind, encoding, { constant: atomAt(diagram, encoding) });
		if (support.length === 1 && (only === token || only === position)) {
			const values = only.domain().map((_, place) => atomAt(childAt(diagram, place), encoding));
			return declare(label, kind, encoding, only === token ? { byToken: values } : { byPosition: values });
		}
		const column = declare(label, kind, encoding, { constant: undefined });
		const table = tableOf(parts, diagram, column);
		const update = { reads: table.reads, rows: table.rows.map((row) => withSource(row, label)), writes: column.name };
		slot(fn.ready).updates.push(update);
		erasing.set(
			update,
			table.erasing.map((row) => withSource(row, label)),
		);
		return column;
	}

	const childAt = (diagram: Diagram, place: number): Diagram => functions.builder.childOf(diagram, place);
	const atomAt = (leaf: Diagram, encoding: Encoding): Value => {
		const terminal = functions.builder.terminalOf(leaf);
		return leaf === FAILS || terminal === undefined ? undefined : encoding.atomOf(functions.valueOf(terminal));
	};

	return {
		slots,
		erasing,
		variables,
		hold,
		addHead: (layer, head, { label, kind, encoding }) => {
			const column = declare(label, kind, encoding, { constant: undefined });
			slot(layer).heads.push({ ...head, output: column.name, keep: true });
			return column;
		},
		cut: (fn, label) => {
			if (fn.base !== undefined && fn.base.output === undefined) return fn.base;
			const key = fn.linear === undefined ? String(fn.diagram()) : `linear ${linearKey(fn)}`;
			const known = cuts.get(key);
			if (known !== undefined) return known;
			const written = fn.base === undefined ? fn : { ready: fn.ready, diagram: fn.diagram };
			const base = bases.add({
				ready: fn.ready,
				readable: fn.ready + 1,
				label,
				domain: () => functions.image(fn.diagram()),
				written,
			});
			cuts.set(key, base);
			return base;
		},
		constant: (value, kind, label) => {
			const key = `constant ${kind} ${graphValueKey(typeof value === 'object' ? undefined : value)}`;
			const known = held.get(key);
			if (known !== undefined) return known;
			const values = typeof value === 'object' ? [] : [value];
			const encoding = kind === 'categorical' ? encodingOf(values) : numberEncoding(values);
			const column = declare(label, kind, encoding, { constant: value });
			held.set(key, column);
			return column;
		},
	};
}

/** The kind of variable in which tables read a base: what a head gives as it is, sums as numbers, all else as symbols. */
function preferredKind(base: Base): Column['kind'] {
	if (base.output !== undefined) return base.output.kind;
	return base.written?.linear === undefined ? 'categorical' : 'numerical';
}

function linearKey({ linear }: Fn): string {
	const terms = (linear?.terms ?? []).map(({ of, factor }) => `${factor}*${of.base === undefined ? of.diagram() : `b${of.base.id}`}`);
	return [...terms, linear?.bias].join(' ');
}

/** How numbers are held by a numerical variable. */
export function numberEncoding(values: readonly GraphValue[]): Encoding {
	const numbers = new Set<number>();
	for (const value of values) {
		if (value === undefined) continue;
		const number = isNumeric(value) ? Number(value) : Number.NaN;
		if (!Number.isFinite(number)) throw notANumber(value);
		numbers.add(number + 0);
	}
	return {
		atoms: [...numbers].sort((a, b) => a - b),
		atomOf: (value) => (isNumeric(value) ? Number(value) + 0 : undefined),
	};
}

function withSource(row: Row, { span }: Label): Row {
	return span === undefined ? row : { ...row, source: span };
}

function numbersOf({ atoms }: Encoding): readonly number[] {
	return atoms.filter((atom) => typeof atom === 'number');
}

function notANumber(value: GraphValue): Refusal {
	return new Refusal('ALTA0515', {
		what: `It would have to hold ${String(value)} as a number.`,
		why: 'It is averaged or added up, which takes finite numbers.',
		fix: 'Map its values to numbers before.',
	});
}
