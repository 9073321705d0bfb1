import type { BodyItem, Name, Statement } from '../language/syntax.js';
import { elementsOf } from './containers.js';
import { evaluate, evaluateDeferred, type Machine } from './evaluate.js';
import { hostError, typeError } from './failures.js';
import { bind, bindElement, requireFree } from './names.js';
import { isList, isNode, kindOf, listOf, type Scope, someOf, type Value } from './value.js';

/** What a statement has bound, or the value of an expression. */
export interface Ran {
	readonly bound: readonly { readonly name: string; readonly value: Value }[];
	readonly value?: Value;
}

const nothing: Ran = { bound: [] };

/** Runs the statements of a body in order. */
export function runStatements(machine: Machine, scope: Scope, items: readonly BodyItem[]): void {
	for (const item of items) if (item.kind !== 'comment') runStatement(machine, scope, item);
}

/**
 * Runs one statement.
 *
 * @throws RaspError where it fails; names that it has bound before stay bound.
 */
export function runStatement(machine: Machine, scope: Scope, statement: Statement): Ran {
	const outer = machine.statement;
	machine.at = undefined;
	machine.statement = statement;
	const ran = runOne(machine, scope, statement);
	machine.statement = outer;
	return ran;
}

function runOne(machine: Machine, scope: Scope, statement: Statement): Ran {
	switch (statement.kind) {
		case 'expression':
			return { bound: [], value: evaluate(machine, scope, statement.expression) };
		case 'assign': {
			const values = statement.values.map((each) => plain(evaluate(machine, scope, each)));
			const named = paired(statement.names, values);
			for (const [{ name, span }] of named) requireFree(scope, name, span);
			for (const [{ name, span }, value] of named) {
				bind(scope, name, value, span);
				if (isNode(value)) machine.builder.labels.name(value, name, machine.builder.within !== undefined);
			}
			return { bound: named.map(([{ name }, value]) => ({ name, value })) };
		}
		case 'def': {
			const value: Value = { kind: 'function', definition: statement, scope };
			bind(scope, statement.name.name, value, statement.name.span);
			return { bound: [{ name: statement.name.name, value }] };
		}
		case 'for':
			for (const element of elementsOf(machine.builder, evaluate(machine, scope, statement.iterable))) {
				bindElement(machine.builder, scope, statement.names, element);
				runStatements(machine, scope, statement.body);
			}
			return nothing;
		case 'draw': {
			const input = statement.input === undefined ? undefined : evaluate(machine, scope, statement.input);
			const drawn = input === undefined ? evaluate(machine, scope, statement.drawn) : evaluateDeferred(machine, scope, statement.drawn);
			machine.draw(drawn, input);
			return nothing;
		}
		case 'load':
			machine.load(statement.path, scope);
			return nothing;
	}
}

/** What an application gives is a list like any other once it has a name. */
function plain(value: Value): Value {
	return isList(value) && value.application !== undefined ? listOf(value.items) : value;
}

/** Names with their values: one name has the value, or the list of several; several names share out the values or the parts of one. */
function paired(names: readonly Name[], values: readonly Value[]): readonly (readonly [name: Name, value: Value])[] {
	const [first] = values;
	if (first === undefined) throw new Error('internal: an assignment without a value');
	const [only] = names;
	if (names.length === 1 && only !== undefined) return [[only, values.length === 1 ? first : listOf(values)]];
	const parts = values.length === 1 ? partsOf(first) : values;
	if (parts.length !== names.length)
		throw typeError(`expected ${names.length} values, but got: ${parts.length}`, {
			what: `${names.length} names are given ${parts.length} values.`,
			why: 'Each name gets one.',
			fix: 'Use as many names as there are values.',
		});
	return names.flatMap((name, at) => {
		const part = parts[at];
		return part === undefined ? [] : [[name, part] as const];
	});
}

function partsOf(value: Value): readonly Value[] {
	if (isList(value)) return value.items;
	if (typeof value === 'string') return [...value];
	throw hostError(`object of type '${kindOf(value)}' has no len()`, {
		what: `Several names are given the parts of ${someOf(value)}.`,
		why: 'A list or a text has parts: each name gets one.',
		fix: 'Use one name, or a list.',
	});
}
