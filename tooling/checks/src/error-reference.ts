import type { Member } from './repository.js';

/** What a package writes down about one of its codes. */
export interface Entry {
	readonly title: string;
	readonly help: string;
}

/** The codes of one package. */
export interface Codes {
	readonly member: Member;
	readonly entries: readonly (readonly [code: string, entry: Entry])[];
}

/** Where the error reference stands in the repository. */
export const referencePath = 'docs/errors.md';

const opening = `# Errors

Every problem alta-ts reports has a stable code. A message says what is wrong, where, why, and what to do; this page says a little more.

<!-- Generated from src/codes.ts of each package by \`npm run docs:errors\`. -->
`;

/** Writes the error reference: a section for each package, an entry for each code. */
export function writeReference(all: readonly Codes[]): string {
	const sorted = all.filter((each) => each.entries.length > 0).sort((a, b) => (first(a) < first(b) ? -1 : 1));
	const sections = sorted.map(({ member, entries }) => {
		const items = entries.map(([code, { title, help }]) => `### ${code}\n\n**${title}**\n\n${help}\n`);
		return `## ${member.manifest.name}\n\n${items.join('\n')}`;
	});
	return [opening, ...sections].join('\n');
}

function first(codes: Codes): string {
	return codes.entries[0]?.[0] ?? '';
}
