import { closest, type Span } from '@alta-ts/diagnostics';
import { RaspError } from '../graph/rasp-error.js';
import type { Name } from '../language/syntax.js';
import type { Builder } from './build.js';
import { typeError } from './failures.js';
import { lookUp, namesIn } from './scope.js';
import { valueText } from './text.js';
import { isList, type Scope, type Value } from './value.js';

/**
 * What a name stands for.
 *
 * @throws RaspError of class `UndefinedVariable`.
 */
export function valueNamed(scope: Scope, name: string): Value {
	const value = lookUp(scope, name);
	if (value !== undefined) return value;
	const near = closest(name, namesIn(scope));
	throw new RaspError('UndefinedVariable', 'ALTA0010', `Undefined variable: ${name}`, {
		what: `Nothing is called ${name}.`,
		why: 'A name can be used after an assignment, a definition or a load has bound it.',
		fix: near === undefined ? `Bind it first: ${name} = …;` : `Write ${near}, or bind ${name} first.`,
	});
}

/**
 * Binds a name, which stands at a place of the source.
 *
 * @throws RaspError of class `ReservedName`.
 */
export function bind(scope: Scope, name: string, value: Value, span?: Span): void {
	requireFree(scope, name, span);
	scope.names.set(name, value);
	if (!name.startsWith('_')) scope.exports?.(name, value);
}

/**
 * Refuses a name that cannot be bound in a scope.
 *
 * @throws RaspError of class `ReservedName`.
 */
export function requireFree(scope: Scope, name: string, span?: Span): void {
	if (scope.reserved.has(name))
		throw new RaspError('ReservedName', 'ALTA0011', `Cannot set reserved name: ${name}`, {
			what: `${name} cannot be bound.`,
			why: 'It is a word of the language, or a name of its library, and keeps its meaning here.',
			fix: 'Use another name.',
			span,
		});
}

/** Binds the names of a loop or a comprehension to one element: one name to all of it, several to its parts. */
export function bindElement(builder: Builder, scope: Scope, names: readonly Name[], element: Value): void {
	const [only] = names;
	if (names.length === 1 && only !== undefined) {
		bind(scope, only.name, element, only.span);
		return;
	}
	if (!isList(element))
		throw typeError(`iterating with multiple iterator names, but got single iterator value: ${valueText(element, builder.labels)}`, {
			what: `${valueText(element, builder.labels)} cannot be taken apart into ${names.length} names.`,
			why: 'With several names every element of the list is a list of as many parts.',
			fix: 'Use one name, or go over a list of lists, as zip makes one.',
		});
	if (element.items.length !== names.length)
		throw typeError(`iterating with ${names.length} names but got ${element.items.length} values`, {
			what: `An element of ${element.items.length} parts cannot be taken apart into ${names.length} names.`,
			why: 'With several names every element of the list is a list of as many parts.',
			fix: 'Use as many names as the elements have parts.',
		});
	for (const [at, { name, span }] of names.entries()) {
		const part = element.items[at];
		if (part !== undefined) bind(scope, name, part, span);
	}
}
