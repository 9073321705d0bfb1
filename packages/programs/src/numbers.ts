import { type Problem, problem, shortened } from '@alta-ts/diagnostics';

/** Numbers that a task takes. */
export interface NumberFormat {
	/** Name of the task, for errors. */
	readonly task: string;
	readonly least: number;
	readonly largest: number;
	/** What to do about a number outside the range. */
	readonly fix: string;
}

/** Reads words as whole numbers; what is wrong with any of them is added to `problems` (ALTA8004, ALTA8007). */
export function readNumbers(words: readonly string[], format: NumberFormat, problems: Problem[]): readonly number[] {
	const range = `whole numbers from ${format.least} to ${format.largest}`;
	for (const [index, word] of words.entries()) {
		const where = [`task ${format.task}`, `word ${index + 1}`];
		if (!/^[+-]?\d+$/.test(word)) {
			problems.push(
				problem('ALTA8004', {
					what: `"${shortened(word)}" is not a whole number.`,
					where,
					why: `The text is ${range}, separated by spaces.`,
					fix: 'Write a number in digits.',
				}),
			);
		} else if (Number(word) < format.least || Number(word) > format.largest) {
			problems.push(
				problem('ALTA8007', { what: `${shortened(word)} is out of range.`, where, why: `The program takes ${range}.`, fix: format.fix }),
			);
		}
	}
	// Adding 0 makes −0 a plain 0.
	return words.map((word) => Number(word) + 0);
}
