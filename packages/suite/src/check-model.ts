import { compile, type Target } from '@alta-ts/compiler';
import { sameValue, type Value } from '@alta-ts/core';
import { type Model, modelSize, type TensorDType } from '@alta-ts/model';
import type { Task } from '@alta-ts/programs';
import type { Backend } from '@alta-ts/tensor';
import { createTransformer, type TransformerRun } from '@alta-ts/transformer';
import { verify } from '@alta-ts/verify';
import { type SuiteCase, tally, type Verdict, wrongAnswer } from './suite-case.js';

/** How many inputs run together. */
const BATCH = 32;

/** How many inputs are also compared variable by variable, which takes a run layer by layer. */
const VERIFIED = 4;

/** How much is run, in weights times positions times layers: some commands of SCAN, and all inputs of small programs. */
const WORK = 1e9;

/** The share of it for comparing variables. */
const VERIFIED_WORK = WORK / 4;

/**
 * Compiles a program, in f32 when nothing else is asked for, and runs its weights on a backend: on as many of the inputs as a fixed amount of work allows, at least one. Answers,
 * layers and halting must be those of the interpreter, and so must every variable, on a few inputs.
 */
export async function checkModel(
	task: Task,
	all: readonly SuiteCase[],
	backend: Backend,
	target: Target,
	dtype: TensorDType = 'f32',
): Promise<Verdict> {
	const program = task.program();
	// Plain Transformers must know the longest input, and are the smaller the shorter it is.
	const longest = Math.max(1, ...all.map(({ tokens }) => tokens.length));
	const model = compile(program, { dtype, target, ...(target === 'standard' ? { maxLength: longest } : {}) });
	const cases = affordable(all, model, WORK);
	const transformer = await createTransformer(model, backend);
	const wrongs: (string | undefined)[] = [];
	try {
		for (let start = 0; start < cases.length; start += BATCH) {
			const batch = cases.slice(start, start + BATCH);
			const runs = await transformer.run(batch.map((each) => each.tokens));
			wrongs.push(...batch.map((each, index) => wrongRun(task, each, runs[index], model.certificate?.tolerance ?? 0)));
		}
	} finally {
		transformer.dispose();
	}
	const verdict = tally(wrongs);
	if (verdict.reason !== undefined) return verdict;
	const inputs = affordable(cases.slice(0, VERIFIED), model, VERIFIED_WORK).map((each) => each.tokens);
	const { first } = await verify(program, model, inputs, { backend });
	if (first === null) return verdict;
	const layer = first.layer === null ? '' : ` in layer ${first.layer}`;
	return { ...verdict, reason: `"${first.tokens.join(' ')}" differs in ${first.variable}${layer}` };
}

/** The first cases that this amount of work is enough for, at least one. */
function affordable(cases: readonly SuiteCase[], model: Model, work: number): readonly SuiteCase[] {
	const { nonzeros } = modelSize(model);
	let left = work;
	return cases.filter(({ tokens, run }, index) => {
		left -= nonzeros * tokens.length * run.layers;
		return index === 0 || left >= 0;
	});
}

function wrongRun(task: Task, each: SuiteCase, run: TransformerRun | undefined, tolerance: number): string | undefined {
	if (run === undefined) return `"${each.text}" gave nothing`;
	const wrong = wrongAnswer(task, each, run);
	if (wrong !== undefined) return wrong;
	if (run.layers !== each.run.layers) return `"${each.text}" took ${run.layers} layers instead of ${each.run.layers}`;
	const differs =
		run.output.length !== each.run.output.length ||
		run.output.some((value, position) => !agree(value, each.run.output[position], tolerance));
	return differs ? `"${each.text}" gave other values than the interpreter` : undefined;
}

/** Whether two values are the same; numbers may be off by what the certificate states, or by as much of themselves where they are large. */
function agree(found: Value, expected: Value, tolerance: number): boolean {
	if (typeof found !== 'number' || typeof expected !== 'number') return sameValue(found, expected);
	return Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected));
}
