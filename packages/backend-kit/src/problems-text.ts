/** The problems of a case as the message of a test: one as it is, several as a list. */
export function problemsText(problems: readonly string[]): string {
	if (problems.length === 1) return problems.join('');
	return `Several problems:${problems.map((each) => `\n• ${each}`).join('')}`;
}
