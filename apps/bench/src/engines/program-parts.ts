import { compile } from '@alta-ts/compiler';
import type { Value } from '@alta-ts/core';
import type { Model } from '@alta-ts/model';
import { findTask } from '@alta-ts/programs';
import type { ProgramWork } from './engine.js';

/** A program of the library, ready to be run by any engine. */
export interface ProgramParts {
	readonly model: Model;
	/** The tokens of each text. */
	readonly tokens: readonly (readonly string[])[];
	/** The tokens as batches: a single one, or one for each text. */
	readonly batches: readonly (readonly (readonly string[])[])[];
	/** What the outputs of all sequences, in order, mean. */
	readonly answers: (outputs: readonly (readonly Value[])[]) => readonly string[];
}

/** Compiles the program and reads the texts. */
export function programParts({ program, texts, together }: ProgramWork): ProgramParts {
	const task = findTask(program);
	const codec = task.codec();
	const tokens = texts.map((text) => codec.encode(text));
	return {
		model: compile(task.program()),
		tokens,
		batches: together ? [tokens] : tokens.map((each) => [each]),
		answers: (outputs) => outputs.map((output, index) => codec.decode(output, tokens[index] ?? [])),
	};
}

/** The right answers, computed without the program. */
export function rightAnswers({ program, texts }: ProgramWork): readonly string[] {
	return texts.map(findTask(program).oracle());
}
