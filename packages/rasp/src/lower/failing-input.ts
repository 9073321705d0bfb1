import { isAltaError, type Problem, warning } from '@alta-ts/diagnostics';
import { createEvaluator, type EvaluateOptions } from '../graph/evaluate.js';
import type { SOp } from '../graph/node.js';
import { topologicalOrder } from '../graph/topological-order.js';
import type { Scalar } from '../graph/value.js';
import { checkOptions } from './check-options.js';
import type { LowerOptions } from './options.js';
import { sampleInputs } from './sample-inputs.js';

/** How much is evaluated to find out: nodes times the squares of the lengths of inputs. */
const MOST_WORK = 3_000_000;

/**
 * Looks for inputs on which evaluation of an s-op fails, where the answer of its program means nothing: all short inputs over the
 * vocabulary, and a few longer ones, as far as that is quick. Gives a warning with the first of them, the shortest, and how many there
 * are among those tried; undefined where none was found.
 *
 * @param check what values have to pass besides, as `sequenceType` in RASP text.
 * @throws AltaError for a vocabulary or a longest input that no program has.
 * @example
 * ```ts
 * import { findFailingInput, map, tokens } from '@alta-ts/rasp';
 * const first = map((token) => { if (token === 'b') throw new Error('no b'); return token; }, tokens());
 * findFailingInput(first, { name: 'first', vocabulary: ['a', 'b'], maxLength: 4 })?.what // => 'Evaluation fails on the input "b": A function of the program failed: no b'
 * ```
 */
export function findFailingInput(root: SOp, options: LowerOptions, check?: NonNullable<EvaluateOptions['check']>): Problem | undefined {
	checkOptions(options);
	const evaluate = createEvaluator([root], { causal: options.causal === true, ...(check === undefined ? {} : { check }) });
	const nodes = topologicalOrder([root]).length;
	let work = 0;
	let tried = 0;
	let failed = 0;
	let first: { readonly input: readonly Scalar[]; readonly problem: Problem } | undefined;
	for (const input of sampleInputs(options)) {
		work += nodes * (input.length + 1) ** 2;
		if (work > MOST_WORK && tried > 0) break;
		tried++;
		const problem = failureOn(evaluate, input);
		if (problem === undefined) continue;
		failed++;
		first ??= { input, problem };
	}
	if (first === undefined) return undefined;
	const { input, problem } = first;
	return warning('ALTA0521', {
		what: `Evaluation fails on the input ${inputText(input)}: ${problem.what}`,
		where: problem.where,
		why: `Where evaluation fails, the answer of the program means nothing. It failed on ${failed} of ${tried} inputs that were tried.`,
		fix: problem.fix,
		span: problem.span,
	});
}

function failureOn(evaluate: ReturnType<typeof createEvaluator>, input: readonly Scalar[]): Problem | undefined {
	try {
		evaluate(input);
		return undefined;
	} catch (error) {
		if (isAltaError(error)) return error.problems[0];
		throw error;
	}
}

/** An input as it is written in RASP. */
function inputText(input: readonly Scalar[]): string {
	const isText = input.every((token) => typeof token === 'string' && [...token].length === 1);
	if (isText) return `"${input.join('')}"`;
	return `[${input.map((token) => (typeof token === 'string' ? `"${token}"` : String(token))).join(', ')}]`;
}
