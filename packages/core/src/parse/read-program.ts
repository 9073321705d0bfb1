import type { Problem } from '@alta-ts/diagnostics';
import {
	type Condition,
	type Output,
	PROGRAM_FORMAT,
	type Program,
	type ReadoutTerm,
	type Repeat,
	type Stage,
	type Variable,
} from '../program.js';
import { createJsonDecoder, type JsonDecoder, memberOf, type Node } from './json-decoder.js';
import type { JsonNode } from './json-node.js';
import { readLayer } from './read-layer.js';
import { readSource } from './read-source.js';
import { readAtom, readInit, readSet, readValue } from './read-value.js';

/** A program out of JSON nodes; it is worth something only if there are no problems. */
export interface ProgramReading {
	readonly program: Program;
	readonly problems: readonly Problem[];
}

/** Reads a program of the one format that this version knows. Of another format nothing but its name is looked at. */
export function readProgram(root: JsonNode, source: string): ProgramReading {
	const json = createJsonDecoder(root, source);
	const format = memberOf(root, 'format');
	const isOther = format?.kind === 'string' && format.value !== PROGRAM_FORMAT;
	if (isOther) {
		json.note('ALTA1001', format, {
			what: `The format of the program is ${JSON.stringify(format.value)}.`,
			why: `This version reads ${JSON.stringify(PROGRAM_FORMAT)} only.`,
			fix: 'Write the program in this format, or use a version of alta-ts that knows the other one.',
		});
	}
	const program = readRoot(json, isOther ? undefined : root);
	return { program, problems: json.problems() };
}

function readRoot(json: JsonDecoder, node: Node): Program {
	const get = json.object(node, ['format', 'name', 'input', 'variables', 'stages', 'output'], ['positions']);
	const positions = get('positions');
	return {
		format: json.oneOf(get('format'), [PROGRAM_FORMAT]),
		name: json.text(get('name')),
		input: { tokens: json.list(json.object(get('input'), ['tokens'])('tokens'), json.text) },
		...(positions && { positions: json.number(positions) }),
		variables: json.list(get('variables'), (each) => readVariable(json, each)),
		stages: json.list(get('stages'), (each) => readStage(json, each)),
		output: readOutput(json, get('output')),
	};
}

function readVariable(json: JsonDecoder, node: Node): Variable {
	const kind = memberOf(node, 'kind');
	const name = kind?.kind === 'string' ? kind.value : undefined;
	if (name === 'set') {
		const get = json.object(node, ['name', 'kind', 'members', 'values', 'init'], ['source']);
		const members = json.list(get('members'), (each) => readAtom(json, each));
		const values = json.list(get('values'), (each) => readSet(json, each));
		return {
			name: json.text(get('name')),
			kind: 'set',
			members,
			values,
			init: readInit(json, get('init')),
			...readSource(json, get('source')),
		};
	}
	if (name === 'numerical') {
		const get = json.object(node, ['name', 'kind', 'init'], ['values', 'source']);
		const list = get('values');
		const values = list && { values: json.list(list, json.number) };
		return {
			name: json.text(get('name')),
			kind: 'numerical',
			...values,
			init: readInit(json, get('init')),
			...readSource(json, get('source')),
		};
	}
	const isKnown = name === 'categorical';
	const get = json.object(
		node,
		['name', 'kind', 'init', ...(isKnown ? ['values'] : [])],
		['source', ...(isKnown ? [] : ['values', 'members'])],
	);
	json.oneOf(kind, ['categorical', 'numerical', 'set']);
	const values = json.list(isKnown ? get('values') : undefined, (each) => readAtom(json, each));
	return {
		name: json.text(get('name')),
		kind: 'categorical',
		values,
		init: readInit(json, get('init')),
		...readSource(json, get('source')),
	};
}

function readStage(json: JsonDecoder, node: Node): Stage {
	const get = json.object(node, ['repeat', 'layers']);
	return { repeat: readRepeat(json, get('repeat')), layers: json.list(get('layers'), (each) => readLayer(json, each)) };
}

function readRepeat(json: JsonDecoder, node: Node): Repeat {
	if (node?.kind === 'number') return json.number(node);
	if (node !== undefined && node.kind !== 'object') json.refuse(node, 'a number, or an object with "until"');
	const get = json.object(node?.kind === 'object' ? node : undefined, ['until'], ['atMost']);
	const atMost = get('atMost');
	return { until: readCondition(json, get('until')), ...(atMost && { atMost: json.number(atMost) }) };
}

function readCondition(json: JsonDecoder, node: Node): Condition {
	const get = json.object(node, ['variable', 'equals']);
	return { variable: json.text(get('variable')), equals: readValue(json, get('equals')) };
}

function readOutput(json: JsonDecoder, node: Node): Output {
	if (!memberOf(node, 'classes')) return { variable: json.text(json.object(node, ['variable'])('variable')) };
	const get = json.object(node, ['classes', 'bias', 'terms', 'pool']);
	const pool = get('pool');
	return {
		classes: json.list(get('classes'), (each) => readAtom(json, each)),
		bias: json.list(get('bias'), json.number),
		terms: json.list(get('terms'), (each) => readTerm(json, each)),
		pool:
			pool?.kind === 'object' ? { position: json.number(json.object(pool, ['position'])('position')) } : json.oneOf(pool, ['none', 'mean']),
	};
}

function readTerm(json: JsonDecoder, term: Node): ReadoutTerm {
	const get = json.object(term, ['variable', 'weights'], ['value']);
	const node = get('value');
	const value = node && readValue(json, node);
	if (node?.kind === 'null') json.refuse(node, 'a value that is not null');
	return {
		variable: json.text(get('variable')),
		...(value !== undefined && { value }),
		weights: json.list(get('weights'), json.number),
	};
}
