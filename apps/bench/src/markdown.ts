/** A table whose first row is its header. The first few columns are words, which are aligned to the left. */
export function markdownTable([header = [], ...rows]: readonly (readonly string[])[], words: number): string {
	const rule = header.map((_, column) => (column < words ? '---' : '--:'));
	return [header, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A list, an item a line. */
export function markdownList(items: readonly string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}
