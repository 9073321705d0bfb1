import type { Span } from '@alta-ts/diagnostics';
import type { JsonDecoder, Node } from './json-decoder.js';

/** Reads the `source` of a variable or a row, which may be absent. */
export function readSource(json: JsonDecoder, node: Node): { readonly source?: Span } {
	if (node === undefined) return {};
	const get = json.object(node, ['source', 'from', 'to']);
	return { source: { source: json.text(get('source')), from: json.number(get('from')), to: json.number(get('to')) } };
}
