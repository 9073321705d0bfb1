import { altaError, closest, type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import { longestInput, type Model } from '@alta-ts/model';
import type { DenseMatrix } from './transformer.js';

/**
 * Looks up the ids of all tokens of a batch, one sequence after the other.
 *
 * @throws AltaError ALTA6003 if the model takes no tokens; ALTA6001 and ALTA6002 for every unknown token and too long sequence at once.
 */
export function tokenIds(model: Model, batch: readonly (readonly string[])[]): Int32Array {
	const { input } = model.config;
	if (input.kind !== 'tokens') throw wrongInput(model, 'rows of numbers', 'runMatrix');
	const problems = lengthProblems(
		model,
		batch.map((tokens) => tokens.length),
	);
	const vocabulary = new Map(input.tokens.map((token, id) => [token, id]));
	const ids = batch.flatMap((tokens, sequence) =>
		tokens.map((token, position) => {
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
	const problems = lengthProblems(
		model,
		batch.map(({ rows }) => rows),
	);
	batch.forEach(({ rows, columns, data }, sequence) => {
		if (columns === input.columns && Number.isSafeInteger(rows) && rows >= 0 && data.length === rows * columns) return;
		problems.push(
			problem('ALTA6004', {
				what: `Input ${sequence} has ${rows} rows of ${columns} columns in ${data.length} numbers; the model takes rows of ${input.columns}.`,
				where: [`model ${model.name}`, `input ${sequence}`],
				why: 'The rows enter the residual stream as they are.',
				fix: `Pass ${input.columns} numbers for each position.`,
			}),
		);
	});
	throwProblems(problems);
	return Float64Array.from(batch.flatMap(({ data }) => Array.from(data)));
}

function lengthProblems(model: Model, lengths: readonly number[]): Problem[] {
	const limit = longestInput(model.config);
	return lengths.flatMap((length, sequence) =>
		length <= limit
			? []
			: [
					problem('ALTA6002', {
						what: `Input ${sequence} has ${length} positions, the model takes at most ${limit}.`,
						where: [`model ${model.name}`, `input ${sequence}`],
						why: 'The model has weights, and a guarantee, for positions up to that length.',
						fix: 'Shorten the input, or compile the program for more positions.',
					}),
				],
	);
}

const SHOWN_TOKENS = 20;

function unknownToken(model: Model, token: string, sequence: number, position: number, vocabulary: readonly string[]): Problem {
	const meant = closest(token, vocabulary);
	const shown = vocabulary.slice(0, SHOWN_TOKENS).map((each) => JSON.stringify(each));
	const rest = vocabulary.length - shown.length;
	return problem('ALTA6001', {
		what: `The model has no token ${JSON.stringify(token)}.`,
		where: [`model ${model.name}`, `input ${sequence}`, `position ${position}`],
		why: `Its vocabulary is ${shown.join(' ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
		fix: meant === undefined ? 'Write one of these tokens.' : `Write ${JSON.stringify(meant)}, or another of these tokens.`,
	});
}

function wrongInput(model: Model, takes: string, method: string): Error {
	return altaError('ALTA6003', {
		what: `The model takes ${takes}.`,
		where: [`model ${model.name}`],
		why: 'A model is made for one kind of input: tokens, or rows of numbers.',
		fix: `Call \`${method}\`.`,
	});
}
