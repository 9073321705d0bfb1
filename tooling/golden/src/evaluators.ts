import { compile } from '@alta-ts/compiler';
import type { Columns, Program, Value } from '@alta-ts/core';
import { createInterpreter, evaluate } from '@alta-ts/interpreter';
import { createReferenceBackend } from '@alta-ts/tensor';
import { type Activation, createTransformer, type Transformer } from '@alta-ts/transformer';

/** What a run left behind, whatever ran it. */
export interface Evaluation {
	readonly output: readonly Value[];
	readonly layers: number;
	readonly halted: boolean;
	readonly trace: { readonly initial: Columns; readonly layers: readonly LayerStates[] };
}

/** All variables after the heads of a layer, and after its updates. */
export interface LayerStates {
	readonly afterAttention: Columns;
	readonly afterUpdates: Columns;
}

/** Runs a program; with `layers` exactly so many, and else until it halts. */
export type Evaluator = (program: Program, tokens: readonly string[], budget?: { readonly layers?: number }) => Promise<Evaluation>;

const EMPTY = { initial: {}, layers: [] };

/** Everything that runs programs: the evaluator that defines them, the fast one, and their weights in double precision. */
export const evaluators: Readonly<Record<string, Evaluator>> = {
	evaluate: async (program, tokens, budget) => {
		const run = evaluate(program, tokens, { ...budget, trace: true });
		return { ...run, trace: run.trace ?? EMPTY };
	},
	interpreter: async (program, tokens, budget) => {
		const run = createInterpreter(program).run(tokens, { ...budget, trace: true });
		return { ...run, trace: run.trace ?? EMPTY };
	},
	weights: async (program, tokens, budget) => {
		const transformer = await transformerOf(program);
		const states: Columns[] = [];
		const hook = { name: isResidual, visit: (activation: Activation) => void states.push(columnsOf(program, activation)) };
		const [run] = await transformer.run([tokens], { ...budget, hooks: [hook] });
		if (run === undefined) throw new Error(`${program.name} gave nothing`);
		return { ...run, trace: traceOf(states) };
	},
};

/** The most that slow evaluators are given to do, as {@link workOf} counts it, so that the tests stay short; `npm run test:full` has no limit. */
export const mostWork: ReadonlyMap<string, number> = new Map(
	process.env['ALTA_FULL'] === '1'
		? []
		: [
				['evaluate', 15e6],
				['weights', 30e6],
			],
);

/** How much it takes to run a case: rows × positions × layers. */
export function workOf(program: Program, positions: number, layers: number): number {
	const updates = program.stages.flatMap((stage) => stage.layers.flatMap((layer) => layer.updates));
	const rows = updates.reduce((sum, update) => sum + ('rows' in update ? update.rows.length : 0), 0);
	return rows * positions * layers;
}

const transformers = new WeakMap<Program, Promise<Transformer>>();

function transformerOf(program: Program): Promise<Transformer> {
	const known = transformers.get(program);
	if (known !== undefined) return known;
	const made = createTransformer(compile(program, { dtype: 'f64' }), createReferenceBackend());
	transformers.set(program, made);
	return made;
}

function isResidual(name: string): boolean {
	return name === 'embedding' || name.endsWith('.afterAttention') || name.endsWith('.afterUpdates');
}

/** The states of the residual stream come in order: the embedding, then two a layer. */
function traceOf([initial, ...rest]: readonly Columns[]): Evaluation['trace'] {
	const layers: LayerStates[] = [];
	for (let index = 0; index + 1 < rest.length; index += 2) {
		layers.push({ afterAttention: rest[index] ?? {}, afterUpdates: rest[index + 1] ?? {} });
	}
	return { initial: initial ?? {}, layers };
}

function columnsOf(program: Program, residual: Activation): Columns {
	const rows = residual.decode();
	return Object.fromEntries(program.variables.map(({ name }) => [name, rows.map((row) => row[name])]));
}
