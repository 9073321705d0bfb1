import { compile } from '@alta-ts/compiler';
import { createInterpreter } from '@alta-ts/interpreter';
import { evaluateGraph, type GraphValue, type LowerOptions, lower, type SOp } from '@alta-ts/rasp';
import { createReferenceBackend } from '@alta-ts/tensor';
import { createTransformer } from '@alta-ts/transformer';
import { sameValues } from './same-values.js';

/** An input on which weights or the program they were made from answer something else than evaluation. */
interface WrongAnswer {
	readonly input: readonly GraphValue[];
	readonly expected: readonly GraphValue[];
	readonly program: readonly GraphValue[];
	readonly weights: readonly GraphValue[];
}

/** Weights are in f32, so that numbers are compared with six digits. */
const TOLERANCE = 1e-6;

/** Lowers and compiles an s-op, and runs program and weights on inputs. Gives what differs from evaluation, and what the certificate says. */
export async function throughWeights(
	root: SOp,
	options: LowerOptions,
	inputs: readonly (readonly GraphValue[])[],
): Promise<{ readonly guarantee: string | undefined; readonly wrong: readonly WrongAnswer[] }> {
	const { program, decode } = lower(root, options);
	const model = compile(program);
	const interpreter = createInterpreter(program);
	const backend = createReferenceBackend();
	const transformer = await createTransformer(model, backend);
	const runs = await transformer.run(inputs.map((input) => input.map(String)));
	transformer.dispose();
	backend.dispose();
	const wrong = inputs.flatMap((input, at) => {
		const expected = evaluateGraph(root, input, { causal: options.causal === true });
		const answers = {
			program: interpreter.run(input.map(String)).output.map(decode),
			weights: (runs[at]?.output ?? []).map(decode),
		};
		const right = sameValues(answers.program, expected) && sameValues(answers.weights, expected, TOLERANCE);
		return right ? [] : [{ input, expected, ...answers }];
	});
	return { guarantee: model.certificate?.guarantee, wrong };
}
