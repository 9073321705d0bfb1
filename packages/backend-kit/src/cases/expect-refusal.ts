import { isAltaError } from '@alta-ts/diagnostics';

/**
 * What is wrong with how something was refused; nothing where it was refused as it should be.
 *
 * @param code of one of the problems of the error
 * @param names words that this problem has to mention, such as a label
 */
export async function expectRefusal(what: string, code: string, names: readonly string[], body: () => unknown): Promise<readonly string[]> {
	try {
		await body();
	} catch (error) {
		if (!isAltaError(error)) return [`${what} threw ${String(error)}, not ${code}.`];
		const problem = error.problems.find((each) => each.code === code);
		if (problem === undefined) return [`${what} was refused with ${error.problems.map((each) => each.code).join(', ')}, not ${code}.`];
		const told = [problem.what, ...problem.where, problem.why].join(' ');
		const missing = names.filter((name) => !told.includes(name));
		return missing.length === 0 ? [] : [`${what} was refused with ${code}, which does not mention ${missing.join(', ')}: ${told}`];
	}
	return [`${what} was not refused with ${code}.`];
}
