import type { SOp, TokenForm } from '../graph/node.js';
import { scopeIn } from './scope.js';
import type { Scope } from './value.js';

/** What functions of the library are said to come from. */
export const LIBRARY_ORIGIN = 'RASP_support/rasplib';

const tokenForms: readonly (readonly [name: string, form: TokenForm])[] = [
	['tokens_str', 'text'],
	['tokens_int', 'int'],
	['tokens_float', 'float'],
	['tokens_bool', 'bool'],
	['tokens_asis', 'as is'],
];

/** The scope that every other lies in: the truth values, `indices`, and the input in its forms. */
export function createBaseScope(): { readonly scope: Scope; readonly indices: SOp } {
	const scope = scopeIn(undefined, { origin: LIBRARY_ORIGIN });
	const indices: SOp = { op: 'indices', form: 'int', name: 'indices' };
	scope.names.set('True', true).set('False', false).set('indices', indices);
	for (const [name, form] of tokenForms) scope.names.set(name, { op: 'tokens', form, name });
	const text = scope.names.get('tokens_str');
	if (text !== undefined) scope.names.set('tokens', text);
	return { scope, indices };
}
