/** Something a check found: where, and what to do about it. */
export interface Finding {
	/** A path relative to the root, with a line where there is one, or the name of a package. */
	readonly where: string;
	/** What is wrong and what to do, as full sentences. */
	readonly what: string;
}

/** Looks at the repository in a folder and gives back everything that is wrong with it. */
export type Check = (root: string) => readonly Finding[] | Promise<readonly Finding[]>;

/** Prints findings, one a line. */
export function printFindings(findings: readonly Finding[]): string {
	return findings.map((each) => `${each.where}: ${each.what}\n`).join('');
}
