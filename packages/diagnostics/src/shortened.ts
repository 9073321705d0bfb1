/** So many characters of a text are shown. */
const MOST = 40;

/**
 * A text that somebody wrote, for messages about it: its first 40 characters at most.
 *
 * @example
 * ```ts
 * import { shortened } from '@alta-ts/diagnostics';
 * [shortened('twise'), shortened('x'.repeat(3000)).length] // => ['twise', 40]
 * ```
 */
export function shortened(text: string): string {
	// A character is one or two units of UTF-16, so that no more than this needs to be looked at.
	const start = [...text.slice(0, 2 * (MOST + 1))];
	return start.length > MOST ? `${start.slice(0, MOST - 1).join('')}…` : text;
}
