import type { Program } from '@alta-ts/core';
import { type Problem, throwProblems } from '@alta-ts/diagnostics';
import type { Config, LayerConfig, Model, StageConfig } from '@alta-ts/model';
import { MODEL_FORMAT } from '@alta-ts/model';
import { attend } from './attention.js';
import { certify } from './certify.js';
import type { Context } from './context.js';
import { embed } from './embeddings.js';
import { buildHalting } from './halting.js';
import { layOut } from './layout-pass.js';
import { checkLegality } from './legality.js';
import { buildMlp } from './mlp.js';
import { checkNumbers } from './number-range.js';
import { numericFacts } from './numeric-facts.js';
import { optimise } from './optimise.js';
import type { CompileOptions } from './options.js';
import { precisionOf } from './precision.js';
import { nullableVariables, reachableValues } from './reachable-values.js';
import { runsAgain } from './runs-again.js';
import { sourceTable } from './sources.js';
import { unembed } from './unembedding.js';

/** The condition on programs whose numbers could outgrow their scales in more layers than the program's own. */
const NOT_BEYOND_DECLARED = 'the run has no more layers than the program declares';

/**
 * Compiles a program to the weights of a Transformer that computes the same, layer by layer (ALTA, arXiv 2410.18077, section 3).
 *
 * The passes, a file each: legality → reachability → simplify → numeric facts → layout → embeddings → attention → MLP → halting → unembedding → certificate.
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
	const maxLength = checkLegality(source, options);
	const { program, limits } = optimise(source, options);
	const reachable = reachableValues(program, limits);
	const precision = precisionOf(options.dtype ?? 'f32');
	const nullable = nullableVariables(program, reachable);
	const { facts, holdsBeyondDeclared } = numericFacts(program, precision, maxLength ?? Infinity);
	checkNumbers(program, precision, facts);
	const context: Context = {
		program,
		precision,
		maxLength,
		nullable,
		reachable,
		limits,
		facts,
		layout: layOut(program, nullable, !(options.without ?? []).includes('ordinal-outputs')),
		sources: sourceTable(),
		tensors: {},
		without: new Set(options.without),
		margins: [],
		conditions: new Set(holdsBeyondDeclared ? [] : [NOT_BEYOND_DECLARED]),
		problems: [],
	};
	const config: Config = {
		input: embed(context),
		width: context.layout.width,
		stages: program.stages.map((_, index) => buildStage(context, index)),
		readout: unembed(context),
		...(maxLength === undefined ? {} : { maxLength }),
	};
	const certificate = certify(context);
	throwProblems(distinct(context.problems));
	return {
		format: MODEL_FORMAT,
		name: program.name,
		config,
		layout: { ...context.layout.layout, sources: context.sources.list() },
		tensors: context.tensors,
		certificate,
		...(options.codec === undefined ? {} : { codec: options.codec }),
	};
}

function buildStage(context: Context, index: number): StageConfig {
	const stage = context.program.stages[index];
	if (stage === undefined) throw new Error(`internal: no stage ${index}`);
	const name = `stage.${index}`;
	const path = [`stage ${index}`];
	const { repeat } = stage;
	const again = runsAgain(context.program, stage);
	return {
		layers: stage.layers.map((layer, position): LayerConfig => {
			const layerName = `${name}.layer.${position}`;
			const layerPath = [...path, `layer ${position}`];
			const mlp = buildMlp(context, layerName, layer, layerPath);
			return {
				name: layerName,
				norm: 'none',
				...(layer.heads.length === 0 ? {} : { attention: attend(context, layerName, layer.heads, layerPath, again) }),
				...(mlp === undefined ? {} : { mlp }),
			};
		}),
		repeat:
			typeof repeat === 'number'
				? repeat
				: {
						...(repeat.atMost === undefined ? {} : { atMost: repeat.atMost }),
						until: buildHalting(context, `${name}.until`, repeat.until, path),
					},
	};
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
