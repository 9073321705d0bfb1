/** Words of a text, which spaces separate. */
export function wordsOf(text: string): readonly string[] {
	return text.split(/\s+/).filter((word) => word !== '');
}
