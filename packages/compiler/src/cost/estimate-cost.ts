import type { Program } from '@alta-ts/core';
import { checkProgram } from '@alta-ts/core';
import { compileWithin } from '../compile.js';
import type { CompileOptions } from '../options.js';
import type { Cost, Obstacle } from './cost.js';
import { measureModel } from './measure-model.js';
import { factorsOf, foreseeObstacles, MOST_STEPS, writtenTables } from './obstacles.js';
import { roughCost } from './rough-cost.js';
import { isOverBudget, stepBudget } from './step-budget.js';

/**
 * What the weights of a program cost: layers, heads, width, units, numbers and bytes, and which variables, heads and places of the source text
 * they are for.
 *
 * Where compiling is quick the program is compiled, and the numbers are exact. Where it would take very long (decisions whose size is a product
 * of the numbers of values of many variables, or many thousand positions), they are rough, `exact` is false, and `obstacles` says why and which
 * variables multiply; that takes about a second.
 *
 * @throws AltaError with every reason at once when the program is invalid or cannot be compiled exactly. Where compiling was not tried, only an
 * invalid program is refused.
 * @example
 * ```ts
 * import { attend, categorical, defineProgram } from '@alta-ts/core';
 * import { estimateCost } from '@alta-ts/compiler';
 * const program = defineProgram({
 * 	name: 'copy-left',
 * 	tokens: ['a', 'b'],
 * 	variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
 * 	heads: { left: attend({ value: 'token', offset: -1 }) },
 * 	mlp(z) { z.token = z.left; },
 * 	output: 'token',
 * 	layers: 1,
 * });
 * const cost = estimateCost(program);
 * [cost.exact, cost.layers, cost.heads] // => [true, 1, 1]
 * ```
 */
export function estimateCost(program: Program, options: CompileOptions = {}): Cost {
	checkProgram(program);
	const obstacles = foreseeObstacles(program, options);
	if (obstacles.length > 0) return roughCost(program, options, obstacles);
	try {
		return measureModel(compileWithin(program, options, stepBudget(MOST_STEPS)));
	} catch (error) {
		if (!isOverBudget(error)) throw error;
		return roughCost(program, options, [hardest(program)]);
	}
}

/** The tables with the largest product of numbers of values. */
function hardest(program: Program): Obstacle {
	const all = writtenTables(program).map(({ writes, tables }) => ({ writes, multiplies: factorsOf(program, tables) }));
	const size = ({ multiplies }: (typeof all)[number]): number => multiplies.reduce((sum, { values }) => sum + Math.log(values), 0);
	const [first] = all.toSorted((a, b) => size(b) - size(a));
	return { what: 'the tables take more steps to decide than are tried', multiplies: [], ...first };
}
