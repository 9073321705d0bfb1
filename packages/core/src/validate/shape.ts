import { type Problem, problem } from '@alta-ts/diagnostics';

/** Why something is no program at all, for those who write JavaScript; undefined where it looks like one. */
export function shapeProblem(value: unknown): Problem | undefined {
	const isObject = typeof value === 'object' && value !== null;
	if (isObject && ['input', 'variables', 'stages', 'output'].every((key) => key in value)) return undefined;
	const holdsProgram = isObject && 'program' in value;
	const isNode = isObject && 'op' in value;
	return problem('ALTA1001', {
		what: `A program is needed, and this is ${holdsProgram ? 'an object that holds one' : isNode ? 'an s-op or a selector' : 'none'}.`,
		why: 'A Program has a format, a name, an input, variables, stages and an output.',
		fix: holdsProgram
			? 'Give its .program, as in compile(lower(…).program).'
			: isNode
				? 'Make a program of an s-op: lower(x, { name, vocabulary, maxLength }).program.'
				: 'Give what defineProgram or parseProgram makes.',
	});
}
