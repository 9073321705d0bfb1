import { altaError, closest, describeValue, type Problem, problem, shortened, throwProblems } from '@alta-ts/diagnostics';
import { longestInput, type Model } from '@alta-ts/model';
import type { DenseMatrix } from './transformer.js';

/**
 * Looks up the ids of all tokens of a batch, one sequence after the other.
 *
 * @throws AltaError ALTA6003 if the model takes no tokens, or the batch is no list of lists; ALTA6001 and ALTA6002 for every unknown token and too long sequence at once.
 */
export function tokenIds(model: Model, batch: readonly (readonly string[])[]): Int32Array {
	const { input } = model.config;
	if (input.kind !== 'tokens') throw wrongInput(model, 'rows of numbers', 'runMatrix');
	refuseOther(model, batch, 'a list of tokens', Array.isArray, `run([[${input.tokens.slice(0, 2).map(quoted).join(', ')}]])`);
	const problems = lengthProblems(
		model,
		batch.map((tokens) => tokens.length),
	);
	const vocabulary = new Map(input.tokens.map((token, id) => [token, id]));
	const ids = batch.flatMap((tokens, sequence) =>
		Array.from(tokens, (token, position) => {
			const id = vocabulary.get(token);
			if (id === undefined) problems.push(unknownToken(model, token, sequence, position, input.tokens));
			return id ?? 0;
		}),
	);
	throwProblems(problems);
	return Int32Array.from(ids);
}

/**
 * Puts the rows of all matrices of a batch one after the other.
 *
 * @throws AltaError ALTA6003 if the model takes tokens; ALTA6004 and ALTA6002 for every misshapen and too long matrix at once.
 */
export function matrixRows(model: Model, batch: readonly DenseMatrix[]): Float64Array {
	const { input } = model.config;
	if (input.kind !== 'matrix') throw wrongInput(model, 'tokens', 'run');
	refuseOther(
		model,
		batch,
		'an object of rows, columns and data',
		isMatrix,
		`runMatrix([{ rows: 1, columns: ${input.columns}, data: […] }])`,
	);
	const problems = lengthProblems(
		model,
		batch.map(({ rows }) => rows),
	);
	batch.forEach(({ rows, columns, data }, sequence) => {
		if (columns === input.columns && Number.isSafeInteger(rows) && rows >= 0 && data.length === rows * columns) return;
		problems.push(
			problem('ALTA6004', {
				what: `${named(sequence, batch)} has ${rows} rows of ${columns} columns in ${data.length} numbers; the model takes rows of ${input.columns}.`,
				where: [`model ${model.name}`, `input ${sequence}`],
				why: 'The rows enter the residual stream as they are.',
				fix: `Pass ${input.columns} numbers for each position.`,
			}),
		);
	});
	throwProblems(problems);
	return Float64Array.from(batch.flatMap(({ data }) => Array.from(data)));
}

/** Refuses, with ALTA6003, a batch that is no list, and everything in it that is no input. */
function refuseOther(model: Model, batch: unknown, kind: string, isInput: (each: unknown) => boolean, call: string): void {
	const wrong = (what: string, where: readonly string[]): Problem =>
		problem('ALTA6003', {
			what,
			where: [`model ${model.name}`, ...where],
			why: `A batch is a list of inputs, and each input is ${kind}.`,
			fix: `Call it as in \`${call}\`.`,
		});
	if (!Array.isArray(batch)) throwProblems([wrong(`The batch is ${describeValue(batch)}, not a list.`, [])]);
	const inputs: readonly unknown[] = Array.isArray(batch) ? Array.from(batch) : [];
	const others = inputs.flatMap((each, index) => (isInput(each) ? [] : [{ each, index }]));
	throwProblems(
		others.map(({ each, index }) => wrong(`${named(index, inputs)} is ${describeValue(each)}, not ${kind}.`, [`input ${index}`])),
	);
}

function isMatrix(value: unknown): boolean {
	if (typeof value !== 'object' || value === null || !('rows' in value && 'columns' in value && 'data' in value)) return false;
	const { rows, columns, data } = value;
	return typeof rows === 'number' && typeof columns === 'number' && typeof data === 'object' && data !== null && 'length' in data;
}

function lengthProblems(model: Model, lengths: readonly number[]): Problem[] {
	const limit = longestInput(model.config);
	return lengths.flatMap((length, sequence) =>
		length <= limit
			? []
			: [
					problem('ALTA6002', {
						what: `${named(sequence, lengths)} has ${length} positions, the model takes at most ${limit}.`,
						where: [`model ${model.name}`, `input ${sequence}`],
						why: 'The model has weights, and a guarantee, for positions up to that length.',
						fix: 'Shorten the input, or compile the program for more positions.',
					}),
				],
	);
}

const SHOWN_TOKENS = 20;

function unknownToken(model: Model, token: unknown, sequence: number, position: number, vocabulary: readonly string[]): Problem {
	const text = String(token);
	const meant = typeof token !== 'string' && vocabulary.includes(text) ? text : closest(text, vocabulary);
	const shown = vocabulary.slice(0, SHOWN_TOKENS).map(quoted);
	const rest = vocabulary.length - shown.length;
	const tokens = `Its vocabulary is ${shown.join(' ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
	return problem('ALTA6001', {
		what: typeof token === 'string' ? `The model has no token ${quoted(token)}.` : `A token is ${describeValue(token)}, not a string.`,
		where: [`model ${model.name}`, `input ${sequence}`, `position ${position}`],
		why: typeof token === 'string' ? tokens : `Tokens are strings, those of numbers too. ${tokens}`,
		fix: meant === undefined ? 'Write one of these tokens.' : `Write ${quoted(meant)}, or another of these tokens.`,
	});
}

/** An input by its number, where there are several. */
function named(index: number, batch: readonly unknown[]): string {
	return batch.length === 1 ? 'The input' : `Input ${index}`;
}

function quoted(token: string): string {
	return JSON.stringify(shortened(token));
}

function wrongInput(model: Model, takes: string, method: string): Error {
	return altaError('ALTA6003', {
		what: `The model takes ${takes}.`,
		where: [`model ${model.name}`],
		why: 'A model is made for one kind of input: tokens, or rows of numbers.',
		fix: `Call \`${method}\`.`,
	});
}
