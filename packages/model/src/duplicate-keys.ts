/**
 * The keys that occur twice in one object of a JSON text, at any depth. `JSON.parse` would silently keep the last.
 *
 * @param text valid JSON.
 */
export function duplicateKeys(text: string): string[] {
	const duplicates: string[] = [];
	/** The keys seen so far in every object that is open; undefined for a list. */
	const open: (Set<string> | undefined)[] = [];
	let lastString = '';
	let index = 0;
	while (index < text.length) {
		const character = text[index];
		if (character === '"') {
			const end = stringEnd(text, index);
			lastString = text.slice(index, end);
			index = end;
			continue;
		}
		if (character === '{') open.push(new Set());
		else if (character === '[') open.push(undefined);
		else if (character === '}' || character === ']') open.pop();
		else if (character === ':') {
			const key = String(JSON.parse(lastString));
			const keys = open.at(-1);
			if (keys?.has(key)) duplicates.push(key);
			keys?.add(key);
		}
		index++;
	}
	return duplicates;
}

/** Where the string that starts at `start` ends, its quotes included. */
function stringEnd(text: string, start: number): number {
	let index = start + 1;
	while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
	return index + 1;
}
