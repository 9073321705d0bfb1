/** A list is cut after so many entries. */
const SHOWN = 8;

/** The first entries of a list, and a line that counts the others, if there are any. */
export function cutList<Entry>(
	entries: readonly Entry[],
	all: boolean,
): { readonly entries: readonly Entry[]; readonly rest: readonly string[] } {
	const hidden = all ? 0 : entries.length - SHOWN;
	// A line that says "1 more" would take the room of the entry itself.
	return hidden <= 1 ? { entries, rest: [] } : { entries: entries.slice(0, SHOWN), rest: [`… ${hidden} more (--all shows them)`] };
}
