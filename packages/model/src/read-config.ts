import type { Atom, OffsetSet } from '@alta-ts/core';
import type {
	AttentionConfig,
	Config,
	HaltingConfig,
	HeadConfig,
	InputConfig,
	LayerConfig,
	MlpConfig,
	NullKey,
	Pool,
	ReadoutConfig,
	StageConfig,
} from './config.js';
import {
	type JsonAt,
	readAtom,
	readBoolean,
	readChoice,
	readCount,
	readField,
	readFields,
	readInteger,
	readList,
	readNumber,
	readOptional,
	readString,
} from './read-json.js';

/** Reads the architecture of a model from JSON; what is wrong goes to `at.problems`. */
export function readConfig(at: JsonAt): Config {
	const field = readFields(at, ['input', 'width', 'stages', 'readout', 'maxLength']);
	const maxLength = readOptional(field('maxLength'), readCount);
	return {
		input: readInput(field('input')),
		width: readCount(field('width')),
		stages: readList(field('stages'), readStage),
		readout: readReadout(field('readout')),
		...(maxLength === undefined ? {} : { maxLength }),
	};
}

function readInput(at: JsonAt): InputConfig {
	const kind = readChoice(readField(at, 'kind'), 'tokens', 'matrix');
	if (kind === 'matrix') return { kind, columns: readCount(readFields(at, ['kind', 'columns'])('columns')) };
	const field = readFields(at, ['kind', 'tokens', 'positions', 'sink']);
	const positions = readOptional(field('positions'), readCount);
	const sink = readOptional(field('sink'), readString);
	return {
		kind,
		tokens: readList(field('tokens'), readString),
		...(positions === undefined ? {} : { positions }),
		...(sink === undefined ? {} : { sink }),
	};
}

function readStage(at: JsonAt): StageConfig {
	const field = readFields(at, ['layers', 'repeat']);
	return { layers: readList(field('layers'), readLayer), repeat: readRepeat(field('repeat')) };
}

function readRepeat(at: JsonAt): StageConfig['repeat'] {
	if (typeof at.value === 'number') return readCount(at);
	const field = readFields(at, ['until', 'atMost']);
	const atMost = readOptional(field('atMost'), readCount);
	return { until: readHalting(field('until')), ...(atMost === undefined ? {} : { atMost }) };
}

function readHalting(at: JsonAt): HaltingConfig {
	return { name: readString(readFields(at, ['name'])('name')) };
}

function readLayer(at: JsonAt): LayerConfig {
	const field = readFields(at, ['name', 'attention', 'mlp', 'continues', 'norm']);
	const attention = readOptional(field('attention'), readAttention);
	const mlp = readOptional(field('mlp'), readMlp);
	const continues = readOptional(field('continues'), readBoolean) === true;
	return {
		name: readString(field('name')),
		...(attention === undefined ? {} : { attention }),
		...(mlp === undefined ? {} : { mlp }),
		...(continues ? { continues } : {}),
		norm: readChoice(field('norm'), 'none', 'before', 'after'),
	};
}

function readAttention(at: JsonAt): AttentionConfig {
	return { heads: readList(readFields(at, ['heads'])('heads'), readHead) };
}

function readHead(at: JsonAt): HeadConfig {
	const field = readFields(at, ['name', 'kind', 'scale', 'offsets', 'offsetBias', 'null', 'keyWidth', 'valueWidth']);
	const offsets = readOptional(field('offsets'), readOffsets);
	const offsetBias = readOptional(field('offsetBias'), (list) => readList(list, readNumber));
	const nullKey = readOptional(field('null'), readNullKey);
	return {
		name: readString(field('name')),
		kind: readChoice(field('kind'), 'softmax', 'hard', 'relu', 'linear'),
		scale: readNumber(field('scale')),
		...(offsets === undefined ? {} : { offsets }),
		...(offsetBias === undefined ? {} : { offsetBias }),
		...(nullKey === undefined ? {} : { null: nullKey }),
		keyWidth: readCount(field('keyWidth')),
		valueWidth: readCount(field('valueWidth')),
	};
}

function readOffsets(at: JsonAt): OffsetSet {
	if (Array.isArray(at.value)) return readList(at, readInteger);
	const field = readFields(at, ['from', 'to']);
	const from = readOptional(field('from'), readInteger);
	const to = readOptional(field('to'), readInteger);
	return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function readNullKey(at: JsonAt): NullKey {
	const field = readFields(at, ['logit', 'value']);
	return { logit: readNumber(field('logit')), value: readNullValue(field('value')) };
}

function readNullValue(at: JsonAt): NullKey['value'] {
	return typeof at.value === 'object' ? readPosition(at) : readChoice(at, 'zero', 'vector');
}

function readPosition(at: JsonAt): { readonly position: number } {
	return { position: readCount(readFields(at, ['position'])('position')) };
}

function readMlp(at: JsonAt): MlpConfig {
	const field = readFields(at, ['activation', 'hidden']);
	return {
		activation: readChoice(field('activation'), 'none', 'relu', 'clipped-relu', 'gelu', 'tanh', 'sigmoid'),
		hidden: readList(field('hidden'), readCount),
	};
}

function readReadout(at: JsonAt): ReadoutConfig {
	const kind = readChoice(readField(at, 'kind'), 'classes', 'number', 'set');
	const pool = readPool(readField(at, 'pool'));
	if (kind === 'number') {
		readFields(at, ['kind', 'pool']);
		return { kind, pool };
	}
	if (kind === 'set') return { kind, members: readList(readFields(at, ['kind', 'members', 'pool'])('members'), readAtom), pool };
	const field = readFields(at, ['kind', 'classes', 'tied', 'pool']);
	return { kind, classes: readList(field('classes'), readClass), pool, tied: readBoolean(field('tied')) };
}

function readClass(at: JsonAt): Atom | null {
	return at.value === null ? null : readAtom(at);
}

function readPool(at: JsonAt): Pool {
	return typeof at.value === 'object' ? readPosition(at) : readChoice(at, 'none', 'mean');
}
