import { altaError, type Problem } from '@alta-ts/diagnostics';
import type { Certificate, Margin } from './certificate.js';
import { type CodecReference, MODEL_FORMAT, type Model } from './model.js';
import { readConfig } from './read-config.js';
import {
	type JsonAt,
	readAtom,
	readChoice,
	readCount,
	readField,
	readFields,
	readList,
	readNumber,
	readOptional,
	readRecord,
	readString,
} from './read-json.js';
import { TENSOR_DTYPES } from './tensor.js';

/** What `config.json` holds: a model without its layout and its tensors. */
export type ModelDescription = Omit<Model, 'layout' | 'tensors'>;

/** What `config.json` holds of a model. */
export function descriptionOf({ format, name, config, codec, certificate }: Model): ModelDescription {
	return { format, name, config, ...(codec === undefined ? {} : { codec }), ...(certificate === undefined ? {} : { certificate }) };
}

/**
 * Reads the content of `config.json`; what is wrong goes to `problems`.
 *
 * @throws ALTA3303 if it is of another version of the format, whose fields may mean anything.
 */
export function readDescription(value: unknown, problems: Problem[]): ModelDescription {
	const at: JsonAt = { value, file: 'config.json', path: '', problems };
	const format = readField(at, 'format').value;
	if (typeof format === 'string' && format !== MODEL_FORMAT) throw otherFormat();
	const field = readFields(at, ['format', 'name', 'config', 'codec', 'certificate']);
	const codec = readOptional(field('codec'), readCodec);
	const certificate = readOptional(field('certificate'), readCertificate);
	return {
		format: readChoice(field('format'), MODEL_FORMAT),
		name: readString(field('name')),
		config: readConfig(field('config')),
		...(codec === undefined ? {} : { codec }),
		...(certificate === undefined ? {} : { certificate }),
	};
}

function otherFormat(): Error {
	return altaError('ALTA3303', {
		what: `The file config.json is not of the format ${MODEL_FORMAT}.`,
		where: ['file config.json', 'field format'],
		why: 'Its fields may mean something else in that format.',
		fix: 'Load the model with the version of this library that saved it, or compile it again.',
	});
}

function readCodec(at: JsonAt): CodecReference {
	const field = readFields(at, ['name', 'options']);
	return { name: readString(field('name')), options: readRecord(field('options'), readAtom) };
}

function readCertificate(at: JsonAt): Certificate {
	const field = readFields(at, ['guarantee', 'reasons', 'maxLength', 'dtype', 'conditions', 'tolerance', 'margins']);
	const maxLength = field('maxLength');
	const reasons = readOptional(field('reasons'), (each) => readList(each, readString));
	return {
		guarantee: readChoice(field('guarantee'), 'exact', 'conditional', 'none'),
		...(reasons === undefined ? {} : { reasons }),
		maxLength: maxLength.value === null ? null : readCount(maxLength),
		dtype: readChoice(field('dtype'), ...TENSOR_DTYPES),
		conditions: readList(field('conditions'), readString),
		tolerance: readNumber(field('tolerance')),
		margins: readList(field('margins'), readMargin),
	};
}

function readMargin(at: JsonAt): Margin {
	const field = readFields(at, ['place', 'what', 'needs', 'has']);
	return {
		place: readString(field('place')),
		what: readString(field('what')),
		needs: readNumber(field('needs')),
		has: readNumber(field('has')),
	};
}
