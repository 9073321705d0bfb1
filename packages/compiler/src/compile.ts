import type { Layer, Program } from '@alta-ts/core';
import { type Problem, throwProblems } from '@alta-ts/diagnostics';
import type { Block, Config, Model } from '@alta-ts/model';
import { isVariableBlock, MODEL_FORMAT } from '@alta-ts/model';
import { altaTarget } from './alta-target.js';
import { sharedOutputs } from './attention/shared-outputs.js';
import { buildStage } from './build-stage.js';
import { certify } from './certify.js';
import type { Context } from './context.js';
import { declaredVariables } from './declared-variables.js';
import { embed } from './embeddings.js';
import { layOut } from './layout-pass.js';
import { checkLegality } from './legality.js';
import { countedLength } from './numbers/counted-length.js';
import { checkNumbers } from './numbers/number-range.js';
import { numericFacts } from './numbers/numeric-facts.js';
import { precisionOf } from './numbers/precision.js';
import type { CompileOptions } from './options.js';
import { ordinalCodes } from './ordinal-codes.js';
import { optimise } from './passes/optimise.js';
import { weightPasses } from './passes/optional-passes.js';
import type { Names } from './passes/pass.js';
import { profileCondition, profileLimits } from './passes/profile.js';
import { nullableVariables, reachableValues } from './passes/reachable-values.js';
import { unrolled, unrolledConditions } from './passes/unroll.js';
import { sourceTable } from './sources.js';
import { standardTarget } from './standard/target.js';
import { unembed } from './unembedding.js';

/** The condition on programs whose numbers could outgrow their scales in more layers than the program's own. */
const NOT_BEYOND_DECLARED = 'the run has no more layers than the program declares';

/**
 * Compiles a program to the weights of a Transformer that computes the same, layer by layer (ALTA, arXiv 2410.18077, section 3).
 *
 * The passes, a file each: legality → profile → reachability → sharing → simplify → liveness → numeric facts → layout → embeddings → attention → MLP → halting → unembedding → certificate.
 * The weights are sparse from start to end, and every scale in them follows from the program, the longest input and the dtype.
 *
 * @throws AltaError with every reason at once when the program is invalid or cannot be compiled exactly.
 * @example
 * ```ts
 * import { attend, categorical, defineProgram } from '@alta-ts/core';
 * import { compile } from '@alta-ts/compiler';
 * const program = defineProgram({
 * 	name: 'copy-left',
 * 	tokens: ['a', 'b'],
 * 	variables: { token: categorical(['a', 'b'], { byToken: 'itself' }) },
 * 	heads: { left: attend({ value: 'token', offset: -1 }) },
 * 	mlp(z) { z.token = z.left; },
 * 	output: 'token',
 * 	layers: 1,
 * });
 * compile(program).certificate?.guarantee // => 'exact'
 * ```
 */
export function compile(source: Program, options: CompileOptions = {}): Model {
	return compileWithin(source, options);
}

/**
 * The same, under a watch.
 *
 * @param onStep told how much work decisions take (see `createDiagramBuilder`); it may throw to put an end to it.
 */
export function compileWithin(source: Program, options: CompileOptions, onStep?: Context['onStep']): Model {
	const maxLength = checkLegality(source, options) ?? countedLength(source, options);
	const { program, limits, also } = optimise(
		options.unrolled === undefined ? source : unrolled(source, options.unrolled),
		options,
		options.profile === undefined ? {} : profileLimits(source, options.profile),
	);
	const reachable = reachableValues(program, limits);
	const precision = precisionOf(options.dtype ?? 'f32');
	const nullable = nullableVariables(program, reachable);
	const { facts, holdsBeyondDeclared } = numericFacts(program, precision, maxLength ?? Infinity, options.target === 'standard');
	checkNumbers(program, precision, facts);
	const codes = options.without?.includes('ordinals') === true ? new Map<string, readonly number[]>() : ordinalCodes(program, precision);
	const base: Context = {
		program,
		sharedOutputs: sharedOutputs(program),
		declared: declaredVariables(program.variables),
		authored: authoredLayers(program, source),
		precision,
		maxLength,
		nullable,
		reachable,
		facts,
		layout: layOut(program, nullable, codes),
		standard: undefined,
		sources: sourceTable(),
		tensors: {},
		without: new Set(options.without),
		changes: new Map([['ordinals', [...codes].map(([name, each]) => `${name}: ${each.length} coordinates → 1`)]]),
		margins: [],
		conditions: new Set([
			...(holdsBeyondDeclared ? [] : [NOT_BEYOND_DECLARED]),
			...(options.profile === undefined ? [] : [profileCondition(options.profile)]),
			...(options.unrolled === undefined ? [] : unrolledConditions(source, options.unrolled)),
		]),
		problems: [],
		onStep,
	};
	const target = options.target === 'standard' ? standardTarget(base, options.causal === true) : altaTarget(base);
	const { context } = target;
	const config: Config = {
		input: embed(context),
		width: context.layout.width,
		stages: program.stages.map((_, index) => buildStage(target, index, options.unrolled !== undefined)),
		readout: unembed(context),
		...(maxLength === undefined ? {} : { maxLength }),
	};
	for (const { name, does } of weightPasses) {
		if (!context.without.has(name))
			options.onPass?.({ pass: name, does, before: program, program, changes: context.changes.get(name) ?? [] });
	}
	const certificate = certify(context, options.allowInexact === true);
	throwProblems(distinct(context.problems));
	return {
		format: MODEL_FORMAT,
		name: program.name,
		config,
		layout: { blocks: context.layout.layout.blocks.map((block) => withNames(block, also)), sources: context.sources.list() },
		tensors: context.tensors,
		certificate,
		...(options.codec === undefined ? {} : { codec: options.codec }),
	};
}

/** The layers of a program that passes made, each with the one that it was made from. */
function authoredLayers({ stages }: Program, source: Program): ReadonlyMap<Layer, Layer> {
	return new Map(
		stages.flatMap(({ layers }, stage) => layers.map((layer, place) => [layer, source.stages[stage]?.layers[place] ?? layer] as const)),
	);
}

/** Adds the names of the variables that share a block. */
function withNames(block: Block, names: Names): Block {
	if (!isVariableBlock(block)) return block;
	const also = names.get(block.variable);
	return also === undefined ? block : { ...block, also };
}

/** One problem of a kind a place: a number that is read at many boundaries needs to be refused only once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
	const kinds = new Set<string>();
	return problems.filter(({ code, where }) => {
		const kind = [code, ...where].join('\n');
		if (kinds.has(kind)) return false;
		kinds.add(kind);
		return true;
	});
}
