import type { SOp } from '../graph/node.js';
import type { GraphValue } from '../graph/value.js';

/** An s-op whose values TypeScript knows. The type is all that is added: no object has `holds`. */
export type Sequence<T extends GraphValue> = SOp & { readonly holds?: T };

/** What a sequence holds where it is defined. */
export type Held<S> = S extends { readonly holds?: infer T } ? Exclude<T, undefined> : never;
