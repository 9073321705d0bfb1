import { isAltaError } from '@alta-ts/diagnostics';
import { type Model, modelSize } from '@alta-ts/model';
import { createRandom, findTask } from '@alta-ts/programs';
import { dtypeOf } from '@alta-ts/transformer';
import type { ModelFacts } from './machine.js';

/** What there is to know of a model before it runs. */
export function factsOf(model: Model): ModelFacts {
	const { parameters, nonzeros } = modelSize(model);
	const { width, maxLength, input } = model.config;
	const size = { name: model.name, width, parameters, nonzeros, maxLength, dtype: dtypeOf(model) };
	if (model.codec !== undefined) return { ...size, tokens: undefined, ...taskFacts(model.codec) };
	return { ...size, tokens: input.kind === 'tokens' ? input.tokens : undefined, task: undefined, examples: [] };
}

/** How long examples are, in units of the task, and how many there are. */
const LENGTHS = { minLength: 2, maxLength: 6 };
const EXAMPLES = 3;

/** The question that a task answers, and a few inputs, always the same. */
function taskFacts({ name, options }: NonNullable<Model['codec']>): Pick<ModelFacts, 'task' | 'examples'> {
	const task = findTask(name);
	const [question = ''] = task.summary.split(/(?<=[.?])\s/);
	const random = createRandom(1);
	const generate = task.generate(options);
	try {
		const examples = new Set(Array.from({ length: EXAMPLES }, () => generate(random, LENGTHS)));
		return { task: `${task.title}. ${question}`, examples: [...examples] };
	} catch (error) {
		// Inputs of some tasks have a length of their own.
		if (!isAltaError(error)) throw error;
		return { task: `${task.title}. ${question}`, examples: [] };
	}
}
