import type { Head, Program } from '@alta-ts/core';
import { checkProgram, initialValues } from '@alta-ts/core';
import type { Problem } from '@alta-ts/diagnostics';
import { closest, problem, throwProblems } from '@alta-ts/diagnostics';
import { TENSOR_DTYPES } from '@alta-ts/model';
import type { CompileOptions, Target } from './options.js';
import { optionalPasses } from './passes/optional-passes.js';

/**
 * Refuses what cannot be compiled, all reasons at once: an invalid program, a longest input the program does not vouch for (ALTA4001), sums
 * and means over inputs of unknown length (ALTA4006), options that do not fit (ALTA4023).
 *
 * @returns the longest input; undefined when there is no limit.
 */
export function checkLegality(program: Program, options: CompileOptions): number | undefined {
	checkProgram(program);
	const length = options.maxLength ?? program.positions;
	throwProblems([
		...lengthProblems(program, options),
		...optionProblems(program, options),
		...(length === undefined
			? program.stages.flatMap((stage, i) =>
					stage.layers.flatMap((layer, j) => layer.heads.flatMap((head) => countingProblems(program, head, [`stage ${i}`, `layer ${j}`]))),
				)
			: []),
	]);
	return length;
}

function lengthProblems(program: Program, { maxLength }: CompileOptions): readonly Problem[] {
	if (maxLength === undefined) return [];
	const where = [`program ${program.name}`];
	if (!Number.isInteger(maxLength) || maxLength < 1) {
		return [
			problem('ALTA4001', {
				what: `The longest input is given as ${maxLength}.`,
				where,
				why: 'It is a number of positions.',
				fix: 'Give a whole number of at least 1.',
			}),
		];
	}
	if (program.positions === undefined || maxLength <= program.positions) return [];
	return [
		problem('ALTA4001', {
			what: `The model is asked to take ${maxLength} positions, but the program is only right up to ${program.positions}.`,
			where,
			why: 'Its author vouches for it, and gives initial values, up to that length.',
			fix: `Build the program for ${maxLength} positions (library programs take --set maxLength=${maxLength}), or ask for at most ${program.positions}.`,
		}),
	];
}

const targets: readonly Target[] = ['alta', 'standard'];

function optionProblems(program: Program, { target, causal, unrolled, dtype, without, profile }: CompileOptions): readonly Problem[] {
	const where = [`program ${program.name}`];
	const passes = optionalPasses.map(({ name }) => name);
	const problems: Problem[] = [
		...unknownNames('target', target === undefined ? [] : [target], targets, where),
		...unknownNames('dtype', dtype === undefined ? [] : [dtype], TENSOR_DTYPES, where),
		...unknownNames('without', without ?? [], passes, where),
	];
	if (profile?.inputs === 0)
		problems.push(
			problem('ALTA4023', {
				what: 'The profile is of no inputs.',
				where,
				why: 'Weights for these inputs alone would be weights for nothing.',
				fix: 'Give at least one input, or leave `profile` (--profile) out.',
			}),
		);
	if (causal === true && target !== 'standard')
		problems.push(
			problem('ALTA4023', {
				what: '`causal` is given for the target alta.',
				where,
				why: 'Its heads have masks of their own, which allow exactly the offsets that the program asks for.',
				fix: 'Leave `causal` (--causal) out, or use the target standard.',
			}),
		);
	if (unrolled !== undefined && (!Number.isInteger(unrolled) || unrolled < 1))
		problems.push(
			problem('ALTA4023', {
				what: `\`unrolled\` is ${unrolled}.`,
				where,
				why: 'It is how often the layers of a loop are to run.',
				fix: 'Give a whole number of at least 1.',
			}),
		);
	return problems;
}

/** Names that an option does not take. Programs that are not type-checked can give any. */
function unknownNames(option: string, given: readonly string[], names: readonly string[], where: readonly string[]): readonly Problem[] {
	return given
		.filter((name) => !names.includes(name))
		.map((name) => {
			const close = closest(name, names);
			return problem('ALTA4023', {
				what: `\`${option}\` cannot be "${name}".`,
				where,
				why: `There is ${names.join(', ')}.`,
				fix: close === undefined ? 'Write one of these.' : `Write ${close}.`,
			});
		});
}

function countingProblems(program: Program, head: Head, path: readonly string[]): readonly Problem[] {
	const counts = head.combine === 'sum' || (head.combine === 'mean' && !isConstant(program, head.value));
	if (!counts) return [];
	return [
		problem('ALTA4006', {
			what: `Head ${head.output} takes the ${String(head.combine)} of ${head.value}, but the longest input is not known.`,
			where: [`program ${program.name}`, ...path, `head ${head.output}`],
			why: 'How finely its result must be resolved, and how large it gets, depends on how many positions it can add up.',
			fix: 'Give the program `positions`, or compile it with `maxLength` (alta compile --max-length N).',
		}),
	];
}

/** Whether a variable is one number everywhere and always. */
function isConstant(program: Program, name: string): boolean {
	const variable = program.variables.find((each) => each.name === name);
	const written = program.stages.some((stage) =>
		stage.layers.some((layer) =>
			[...layer.updates.map((update) => update.writes), ...layer.heads.map((head) => head.output)].includes(name),
		),
	);
	return variable !== undefined && !written && new Set(initialValues(variable.init)).size === 1;
}
