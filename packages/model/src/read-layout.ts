import type { Span } from '@alta-ts/core';
import type { Block, Layout, RowRange, RuleSource, Source } from './layout.js';
import {
	type JsonAt,
	readAtom,
	readBoolean,
	readChoice,
	readCount,
	readField,
	readFields,
	readList,
	readNumber,
	readOptional,
	readString,
} from './read-json.js';

/** Reads a layout from JSON; what is wrong goes to `at.problems`. */
export function readLayout(at: JsonAt): Layout {
	const field = readFields(at, ['blocks', 'sources']);
	return { blocks: readList(field('blocks'), readBlock), sources: readList(field('sources'), readSource) };
}

/** The fields a block of each kind has besides those of all blocks. */
const BLOCK_FIELDS = {
	categorical: ['variable', 'also', 'values'],
	ordinal: ['variable', 'also', 'values', 'codes'],
	numerical: ['variable', 'also', 'values', 'nullable'],
	set: ['variable', 'also', 'members', 'nullable'],
	guard: ['variable'],
	position: [],
	sink: [],
	scratch: [],
	plain: ['names'],
} as const;

function readBlock(at: JsonAt): Block {
	const kind = readChoice(
		readField(at, 'kind'),
		'categorical',
		'ordinal',
		'numerical',
		'set',
		'guard',
		'position',
		'sink',
		'scratch',
		'plain',
	);
	const field = readFields(at, ['kind', 'start', 'width', ...BLOCK_FIELDS[kind]]);
	const place = { start: readCount(field('start')), width: readCount(field('width')) };
	if (kind === 'plain') return { kind, ...place, names: readList(field('names'), readString) };
	if (kind === 'position' || kind === 'sink' || kind === 'scratch') return { kind, ...place };
	const variable = readString(field('variable'));
	if (kind === 'guard') return { kind, ...place, variable };
	const also = readOptional(field('also'), (list) => readList(list, readString));
	const held = { ...place, variable, ...(also === undefined ? {} : { also }) };
	if (kind === 'categorical') return { kind, ...held, values: readList(field('values'), readAtom) };
	if (kind === 'ordinal') return { kind, ...held, values: readList(field('values'), readAtom), codes: readList(field('codes'), readCount) };
	const nullable = readBoolean(field('nullable'));
	if (kind === 'set') return { kind, ...held, members: readList(field('members'), readAtom), nullable };
	const values = readOptional(field('values'), (list) => readList(list, readNumber));
	return { kind, ...held, ...(values === undefined ? {} : { values }), nullable };
}

function readSource(at: JsonAt): Source {
	const field = readFields(at, ['path', 'span', 'of', 'rule']);
	const span = readOptional(field('span'), readSpan);
	const of = readOptional(field('of'), (list) => readList(list, readCount));
	const rule = readOptional(field('rule'), readRule);
	return {
		path: readList(field('path'), readString),
		...(span === undefined ? {} : { span }),
		...(of === undefined ? {} : { of }),
		...(rule === undefined ? {} : { rule }),
	};
}

function readRule(at: JsonAt): RuleSource {
	const field = readFields(at, ['when', 'writes', 'rows']);
	const writes = readOptional(field('writes'), readString);
	const rows = readList(field('rows'), readRowRange);
	return { when: readString(field('when')), ...(writes === undefined ? {} : { writes }), rows };
}

function readRowRange(at: JsonAt): RowRange {
	const field = readFields(at, ['update', 'first', 'last']);
	return { update: readCount(field('update')), first: readCount(field('first')), last: readCount(field('last')) };
}

function readSpan(at: JsonAt): Span {
	const field = readFields(at, ['source', 'from', 'to']);
	return { source: readString(field('source')), from: readCount(field('from')), to: readCount(field('to')) };
}
