import type { Combine, Empty, Head, Layer, Match, OffsetSet, Row, Table, Update, Value, VariableMatch } from '../program.js';
import { type JsonDecoder, memberOf, type Node } from './json-decoder.js';
import { readSource } from './read-source.js';
import { readAtom, readValue } from './read-value.js';

/** Reads the heads and updates of a layer. */
export function readLayer(json: JsonDecoder, node: Node): Layer {
	const get = json.object(node, ['heads', 'updates']);
	return {
		heads: json.list(get('heads'), (each) => readHead(json, each)),
		updates: json.list(get('updates'), (each) => readUpdate(json, each)),
	};
}

function readHead(json: JsonDecoder, node: Node): Head {
	const get = json.object(node, ['output', 'value', 'where', 'combine', 'empty', 'keep']);
	return {
		output: json.text(get('output')),
		value: json.text(get('value')),
		where: json.list(get('where'), (each) => readMatch(json, each)),
		combine: readCombine(json, get('combine')),
		empty: readEmpty(json, get('empty')),
		keep: json.boolean(get('keep')),
	};
}

function readMatch(json: JsonDecoder, node: Node): Match {
	if (memberOf(node, 'offsets')) return { offsets: readOffsets(json, json.object(node, ['offsets'])('offsets')) };
	const get = json.object(node, ['query', 'key', 'test']);
	return { query: json.text(get('query')), key: json.text(get('key')), test: readTest(json, get('test')) };
}

function readTest(json: JsonDecoder, node: Node): VariableMatch['test'] {
	return node?.kind === 'list' ? readTable(json, node) : json.oneOf(node, ['equal', 'member']);
}

function readTable(json: JsonDecoder, node: Node): Table {
	return json.list(node, (each) => {
		const get = json.object(each, ['query', 'keys']);
		return { query: readAtom(json, get('query')), keys: json.list(get('keys'), (key) => readAtom(json, key)) };
	});
}

function readOffsets(json: JsonDecoder, node: Node): OffsetSet {
	if (node?.kind === 'list') return json.list(node, json.number);
	const get = json.object(node, [], ['from', 'to']);
	const [from, to] = [get('from'), get('to')];
	return { ...(from && { from: json.number(from) }), ...(to && { to: json.number(to) }) };
}

function readCombine(json: JsonDecoder, node: Node): Combine {
	if (node?.kind !== 'object') return json.oneOf(node, ['only', 'mean', 'sum']);
	return { pick: json.oneOf(json.object(node, ['pick'])('pick'), ['first', 'last', 'nearest']) };
}

function readEmpty(json: JsonDecoder, node: Node): Empty {
	if (node?.kind !== 'object') return json.oneOf(node, ['undefined']);
	if (memberOf(node, 'position')) return { position: json.number(json.object(node, ['position'])('position')) };
	return { constant: readValue(json, json.object(node, ['constant'])('constant')) };
}

function readUpdate(json: JsonDecoder, node: Node): Update {
	if (memberOf(node, 'linear')) {
		const get = json.object(node, ['writes', 'linear', 'bias']);
		return { writes: json.text(get('writes')), linear: json.record(get('linear'), json.number), bias: json.number(get('bias')) };
	}
	const get = json.object(node, ['reads', 'writes', 'rows']);
	return {
		reads: json.list(get('reads'), json.text),
		writes: json.text(get('writes')),
		rows: json.list(get('rows'), (each) => readRow(json, each)),
	};
}

function readRow(json: JsonDecoder, node: Node): Row {
	const get = json.object(node, ['when', 'value'], ['source']);
	const values = (list: Node): readonly Value[] => json.list(list, (each) => readValue(json, each));
	return { when: json.record(get('when'), values), value: readValue(json, get('value')), ...readSource(json, get('source')) };
}
