/** Characters of East Asia and emoji, which take two columns where letters have one width. */
const WIDE =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u{3000}-\u{303e}\u{ff01}-\u{ff60}]/u;
/** Marks that are put on the character before them, and what cannot be seen. */
const NARROW = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** How many columns a text takes where every letter has the same width. */
export function textWidth(text: string): number {
	return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : NARROW.test(character) ? 0 : 1), 0);
}
