// @ts-check

/**
 * Says what is wrong with the running Node, or nothing when it is new enough.
 *
 * @param {string} version such as `20.19.0`
 * @param {string} range the `engines.node` of the root manifest, such as `>=20.19`
 * @returns {string | undefined}
 */
export function nodeProblem(version, range) {
	const wanted = range.replace('>=', '').trim();
	if (compare(version, wanted) >= 0) return undefined;
	return `alta-ts needs Node ${wanted} or newer, and this is Node ${version}. Install a newer Node and run the command again.`;
}

/** @type {(left: string, right: string) => number} */
function compare(left, right) {
	const [a, b] = [left, right].map((text) => text.split('.').map(Number));
	for (const index of [0, 1, 2]) {
		const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}
