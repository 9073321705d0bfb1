/** The error a test fails with, with all problems of a case in words. It has no stack: the backend is at fault, not where it was thrown. */
export function problemsError(problems: readonly string[]): Error {
	const list = problems.map((each) => `\n• ${each}`).join('');
	const error = new Error(problems.length === 1 ? problems[0] : `${problems.length} problems:${list}`);
	error.stack = `${error.name}: ${error.message}`;
	return error;
}
