/** A JSON value and where it stands in the text: characters `from` (inclusive) to `to` (exclusive). */
export type JsonNode =
	| { readonly kind: 'null'; readonly from: number; readonly to: number }
	| { readonly kind: 'boolean'; readonly value: boolean; readonly from: number; readonly to: number }
	| { readonly kind: 'number'; readonly value: number; readonly from: number; readonly to: number }
	| { readonly kind: 'string'; readonly value: string; readonly from: number; readonly to: number }
	| { readonly kind: 'list'; readonly items: readonly JsonNode[]; readonly from: number; readonly to: number }
	| { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonNode>; readonly from: number; readonly to: number };
