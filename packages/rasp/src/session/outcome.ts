import type { Problem } from '@alta-ts/diagnostics';
import type { RaspError } from '../graph/rasp-error.js';
import type { Which } from '../language/syntax.js';
import type { List, Value } from './value.js';

/** What a statement or command leads to, for whoever shows it. */
export type Outcome =
	| { readonly kind: 'shown'; readonly name: string; readonly value: Value; readonly loaded: boolean }
	| { readonly kind: 'applied'; readonly value: List }
	| { readonly kind: 'examples'; readonly which: Which }
	| { readonly kind: 'failed'; readonly error: RaspError }
	/** A file that is not RASP, with everything that is wrong with it. Nothing of it was run. */
	| { readonly kind: 'unreadable'; readonly problems: readonly Problem[] }
	/** What was bound has no value on the running example. */
	| { readonly kind: 'misfit'; readonly error: RaspError };
