import type { Span } from '@alta-ts/diagnostics';

/** What a variable is called after, and the place in the source that it comes from. */
export interface Label {
	readonly text: string;
	readonly span?: Span | undefined;
}

/** A label for one of several things of the same place. */
export function suffixed({ text, span }: Label, suffix: string): Label {
	return { text: `${text} ${suffix}`, span };
}
