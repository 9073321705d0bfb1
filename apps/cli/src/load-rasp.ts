import { type AltaError, altaError, isAltaError, type Problem } from '@alta-ts/diagnostics';
import { createEvaluator, findFailingInput, lower, type RaspValue, type Scalar, type Session, type SOp, sequenceType } from '@alta-ts/rasp';
import type { Io } from './io.js';
import type { LoadedProgram } from './load-program.js';
import { readOutput, readVocabulary, runRaspFile } from './rasp-file.js';
import type { RaspSettings } from './rasp-options.js';
import { spelledCodec } from './token-codec.js';

/** The longest input of a RASP file where no option says more. */
export const RASP_LENGTH = 16;

/**
 * Lowers an s-op of a RASP file to a program.
 *
 * @throws every problem of the file, ALTA9024 where an option is missing or names no s-op, and what cannot be lowered.
 */
export async function loadRasp(path: string, settings: RaspSettings, io: Io): Promise<LoadedProgram> {
	const { session, traps } = await runRaspFile(path, io);
	const root = answerOf(session, settings.output, io);
	const vocabulary = vocabularyOf(path, session, settings.vocab, io);
	const name = settings.output ?? path;
	const { labels } = session;
	const options = {
		name,
		vocabulary,
		maxLength: settings.maxLength ?? RASP_LENGTH,
		nameOf: labels.firstName,
		descriptionOf: labels.description,
	};
	const lowered = lower(root, options);
	const failing = findFailingInput(root, options, (_, values) => void sequenceType(values));
	const rasp = { cost: lowered.cost, nameOf: labels.title, failureOn: failuresOf(root, vocabulary) };
	const warnings = [...traps, ...(failing === undefined ? [] : [failing])];
	return {
		program: lowered.program,
		codec: spelledCodec({ name, tokens: lowered.program.input.tokens, maxLength: lowered.program.positions }),
		rasp,
		warnings,
	};
}

/** Why evaluation fails on an input of tokens as a program has them. */
function failuresOf(root: SOp, vocabulary: readonly Scalar[]): (tokens: readonly string[]) => Problem | undefined {
	const values = new Map(vocabulary.map((value) => [String(value), value]));
	const evaluate = createEvaluator([root], { check: (_, found) => void sequenceType(found) });
	return (tokens) => {
		try {
			evaluate(tokens.map((token) => values.get(token)));
			return undefined;
		} catch (error) {
			if (isAltaError(error)) return error.problems[0];
			throw error;
		}
	};
}

function answerOf(session: Session, output: string | undefined, io: Io): SOp {
	const names = session.ownNames().filter((name) => isSOp(session.value(name)));
	const value = output === undefined ? undefined : readOutput(session, output, io);
	if (isSOp(value)) return value;
	throw altaError('ALTA9024', {
		what: value === undefined ? 'There is no --output.' : `${output} is ${kindOf(value)}, and no s-op.`,
		why: names.length === 0 ? 'It names the s-op that is the answer, and the file binds none.' : `The file binds ${names.join(', ')}.`,
		fix: fixOf(value, names.at(-1) ?? 'length', output),
	});
}

function kindOf(value: RaspValue): string {
	if (typeof value !== 'object') return 'a plain value';
	return 'op' in value ? 'a selector' : `a ${value.kind}`;
}

function fixOf(value: RaspValue | undefined, name: string, output: string | undefined): string {
	if (typeof value === 'object' && 'op' in value) return `Write --output 'selector_width(${output})', for example.`;
	if (typeof value === 'object' && value.kind === 'function') return `Call it: --output '${output}(…)'.`;
	return `Write --output ${name}.`;
}

function isSOp(value: RaspValue | undefined): value is SOp {
	return typeof value === 'object' && 'op' in value && !['select', 'not', 'and', 'or'].includes(value.op);
}

/** Characters, words between commas, or the elements of a value of RASP. */
function vocabularyOf(path: string, session: Session, vocab: string | undefined, io: Io): readonly Scalar[] {
	if (vocab === undefined) throw noVocabulary(path);
	const text = vocab.trim();
	// A bracket may be a token, but a quote after it, or one that begins, is not meant as one.
	const isLiteral = /^"..*$|^\[.+\]$|^\[.*"/.test(text);
	if (!isLiteral) refuseUnclear(text);
	if (!isLiteral) return [...new Set(text.includes(',') && text.length > 1 ? text.split(',').map((each) => each.trim()) : text)];
	const value = readVocabulary(session, text, io);
	if (typeof value === 'string') return [...new Set(value)];
	const items = typeof value === 'object' && 'kind' in value && value.kind === 'list' ? value.items : [];
	return items.filter((item): item is Scalar => typeof item !== 'object');
}

/** Blanks between tokens and single quotes around them are seldom meant as tokens. */
function refuseUnclear(text: string): void {
	const quoted = /^'.*'$/.test(text);
	if (!quoted && (text.includes(',') || !/\s/.test(text))) return;
	const words = text.split(/[\s,]+/).map((word) => word.replaceAll("'", ''));
	throw altaError('ALTA9024', {
		what: `--vocab is given ${text}.`,
		why: quoted ? 'Tokens stand there without quotes, or as a list of RASP.' : 'Each character would be a token, the blank too.',
		fix: `Write --vocab ${words.join(',')}, or where that is meant a list of RASP: --vocab '["${words.join('", "')}"]'.`,
	});
}

function noVocabulary(path: string): AltaError {
	return altaError('ALTA9024', {
		what: `There is no --vocab for ${path}.`,
		why: 'RASP runs on any input, but weights are made for the tokens of a vocabulary.',
		fix: 'Write the tokens that inputs are made of: --vocab abc, or --vocab one,two.',
	});
}
