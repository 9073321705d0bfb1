import {
	aggregate,
	categorical,
	EQ,
	FALSE,
	full,
	GEQ,
	type GraphNode,
	type GraphValue,
	GT,
	indices,
	LEQ,
	LT,
	length,
	linearSequenceMap,
	map,
	NEQ,
	named,
	numerical,
	type Predicate,
	type Scalar,
	type Selector,
	type Sequence,
	select,
	selectorAnd,
	selectorNot,
	selectorOr,
	selectorWidth,
	sequenceMap,
	TRUE,
	tokens,
} from '@alta-ts/rasp';
import { type JsonObject, readNumber, readObject, readString } from '../json.js';
import { readFunction } from './host-function.js';
import { readValue } from './read-value.js';

const predicates: Readonly<Record<string, Predicate>> = { EQ, FALSE, GEQ, GT, LEQ, LT, NEQ, TRUE };

type Recorded = Sequence<GraphValue>;

/** Builds a recorded program with the builder. */
export function readTracrProgram(program: JsonObject): Recorded {
	const sequences = new Map<string, Recorded>();
	const selectors = new Map<string, Selector>();
	const sequence = (node: JsonObject, key: string): Recorded => found(sequences, readString(node[key], key));
	const selector = (node: JsonObject, key: string): Selector => found(selectors, readString(node[key], key));
	for (const [id, json] of Object.entries(readObject(program.nodes, 'nodes'))) {
		const node = readObject(json, id);
		const op = readString(node.op, `${id}.op`);
		const built = readSelector(op, node, sequence, selector);
		if (built !== undefined) selectors.set(id, withName(node, built));
		else sequences.set(id, encoded(node, withName(node, readSequence(op, node, sequence, selector))));
	}
	return found(sequences, readString(program.out, 'out'));
}

type Find<T> = (node: JsonObject, key: string) => T;

function readSelector(op: string, node: JsonObject, sequence: Find<Recorded>, selector: Find<Selector>): Selector | undefined {
	switch (op) {
		case 'select':
			return select(sequence(node, 'keys'), sequence(node, 'queries'), readPredicate(node.pred));
		case 'selnot':
			return selectorNot(selector(node, 'a'));
		case 'seland':
			return selectorAnd(selector(node, 'a'), selector(node, 'b'));
		case 'selor':
			return selectorOr(selector(node, 'a'), selector(node, 'b'));
		default:
			return undefined;
	}
}

function readSequence(op: string, node: JsonObject, sequence: Find<Recorded>, selector: Find<Selector>): Recorded {
	switch (op) {
		case 'tokens':
			return tokens<Scalar>();
		case 'indices':
			return indices;
		case 'length':
			return length();
		case 'full':
			return full(readValue(node.value));
		case 'map': {
			const f = readFunction(node.f);
			return map((x: GraphValue) => f({ x }), sequence(node, 'in'));
		}
		case 'seqmap': {
			const f = readFunction(node.f);
			return sequenceMap((x: GraphValue, y: GraphValue) => f({ x, y }), sequence(node, 'a'), sequence(node, 'b'));
		}
		case 'linseqmap':
			return linearSequenceMap(
				numbers(sequence(node, 'a')),
				numbers(sequence(node, 'b')),
				readNumber(node.fa, 'fa'),
				readNumber(node.fb, 'fb'),
			);
		case 'width':
			return selectorWidth(selector(node, 'sel'));
		case 'aggregate':
			return aggregate(selector(node, 'sel'), sequence(node, 'in'), scalar(readValue(node.default)));
		default:
			throw new Error(`no such node: ${op}`);
	}
}

function readPredicate(form: unknown): Predicate {
	const known = typeof form === 'string' ? predicates[form] : undefined;
	if (known !== undefined) return known;
	const f = readFunction(form);
	return { name: JSON.stringify(form), test: (k, q) => Boolean(f({ k, q })) };
}

/** A linear map refuses what is not a number when it runs. */
function numbers(sequence: Recorded): Sequence<number> {
	return sequence as Sequence<number>;
}

function scalar(value: GraphValue): Scalar | undefined {
	if (typeof value === 'object') throw new Error('a default is no tuple');
	return value;
}

function encoded(node: JsonObject, sequence: Recorded): Recorded {
	if (node.encoding === undefined) return sequence;
	return node.encoding === 'numerical' ? numerical(sequence) : categorical(sequence);
}

function withName<N extends GraphNode>(node: JsonObject, built: N): N {
	return typeof node.name === 'string' ? named(node.name, built) : built;
}

function found<T>(known: ReadonlyMap<string, T>, id: string): T {
	const value = known.get(id);
	if (value === undefined) throw new Error(`no node ${id} of this kind`);
	return value;
}
