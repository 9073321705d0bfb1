import { type Problem, problem, throwProblems } from '@alta-ts/diagnostics';
import { buildLayer, type Known, type PlannedLayer } from './build-layer.js';
import { declareHeads, declareVariables } from './declared-variables.js';
import type { Program, Repeat, Stage } from './program.js';
import { PROGRAM_FORMAT } from './program.js';
import type { Heads, ProgramSpec } from './program-spec.js';
import type { Variables } from './state-types.js';
import { validateProgram } from './validate.js';

/**
 * Makes a program out of variables, heads and what happens at every position.
 *
 * Names and kinds are checked by TypeScript; everything else when it runs: functions are traced into tables (see
 * `traceFunctions`), and the program is validated.
 *
 * @throws AltaError with every problem found.
 *
 * @example
 * ```ts
 * import { attend, categorical, defineProgram } from '@alta-ts/core';
 * const shifted = defineProgram({
 * 	name: 'shift-right',
 * 	tokens: ['a', 'b'],
 * 	variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
 * 	heads: { left: attend({ value: 'token', offset: -1 }) },
 * 	mlp(z) {
 * 		z.token = z.left;
 * 	},
 * 	output: 'token',
 * 	layers: 1,
 * });
 * shifted.stages[0]?.layers[0]?.updates // => [{ reads: ['left'], writes: 'token', rows: [{ when: { left: ['a'] }, value: 'a' }, { when: { left: ['b'] }, value: 'b' }] }]
 * ```
 */
export function defineProgram<const V extends Variables, const H extends Heads = Record<never, never>>(spec: ProgramSpec<V, H>): Program {
	const { name, tokens, positions, output } = spec;
	const where = [`program ${name}`];
	const heads: Heads = spec.heads ?? {};
	const problems: Problem[] = [];
	const own = declareVariables(spec, where, problems);
	const variables = [...own, ...declareHeads(own, heads, where, problems)];
	const stages = planStages(spec, where, problems);
	throwProblems(problems);

	const known: Known = { variables, heads, budget: spec.budget };
	const program: Program = {
		format: PROGRAM_FORMAT,
		name,
		input: { tokens },
		...(positions === undefined ? {} : { positions }),
		variables,
		stages: stages.map(
			({ layers, repeat }, stage): Stage => ({
				layers: layers.map((layer, index) => buildLayer(layer, known, [...where, `stage ${stage}`, `layer ${index}`], problems)),
				repeat,
			}),
		),
		output: typeof output === 'string' ? { variable: output } : output,
	};
	throwProblems(problems);
	throwProblems(validateProgram(program));
	return program;
}

/** A stage whose layers are still to be built. */
interface PlannedStage<V, H> {
	readonly layers: readonly PlannedLayer<V, H>[];
	readonly repeat: Repeat;
}

/** All three ways to say what runs, as stages. */
function planStages<V extends Variables, H extends Heads>(
	spec: ProgramSpec<V, H>,
	where: readonly string[],
	problems: Problem[],
): readonly PlannedStage<V, H>[] {
	const { halt, layers, stages } = spec;
	const given = Object.entries({ halt, layers, stages }).flatMap(([key, value]) => (value === undefined ? [] : [key]));
	if (given.length !== 1) {
		problems.push(
			problem('ALTA1222', {
				where,
				what: given.length === 0 ? 'The program does not say how long it runs.' : `The program has ${given.join(' and ')}.`,
				why: 'Each of `halt`, `layers` and `stages` says what runs and how often.',
				fix: 'Give exactly one of them.',
			}),
		);
	}
	if (stages !== undefined) {
		return stages.map((stage) => ({
			layers: stage.layers.map((layer) => ({ runs: layer.heads ?? [], updates: layer })),
			repeat: stage.repeat ?? 1,
		}));
	}
	const layer = { runs: Object.keys(spec.heads ?? {}), updates: spec };
	if (halt === undefined) return [{ layers: [layer], repeat: layers ?? 1 }];
	const { variable, equals, atMost } = halt;
	return [{ layers: [layer], repeat: { until: { variable, equals }, ...(atMost === undefined ? {} : { atMost }) } }];
}
