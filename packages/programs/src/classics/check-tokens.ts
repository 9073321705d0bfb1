import { closest, type Problem, problem, shortened, throwProblems } from '@alta-ts/diagnostics';

/** Refuses words that are no tokens (ALTA8004) and too many words (ALTA8005), all at once. */
export function checkTokens(task: string, alphabet: readonly string[], maxLength: number, words: readonly string[]): void {
	const known = new Set(alphabet);
	const problems: Problem[] = [];
	for (const [index, word] of words.entries()) {
		if (known.has(word)) continue;
		const close = [...word].every((each) => known.has(each)) ? [...word].join(' ') : closest(word, alphabet);
		problems.push(
			problem('ALTA8004', {
				what: `"${shortened(word)}" is not a token of the task.`,
				where: [`task ${task}`, `word ${index + 1}`],
				why: `Its tokens are ${alphabet.join(' ')}, with spaces between them.`,
				fix: close === undefined ? 'Use one of them.' : `Write "${shortened(close)}".`,
			}),
		);
	}
	if (words.length > maxLength) {
		problems.push(
			problem('ALTA8005', {
				what: `The text has ${words.length} tokens.`,
				where: [`task ${task}`],
				why: `With these options the program takes at most ${maxLength}.`,
				fix: 'Shorten the text, or set the option "maxLength" higher.',
			}),
		);
	}
	throwProblems(problems);
}
