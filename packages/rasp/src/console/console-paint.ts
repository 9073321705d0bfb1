import type { Paint } from '@alta-ts/diagnostics';

/** How the parts of an answer are coloured. */
export interface ConsolePaint extends Paint {
	readonly cyan: (text: string) => string;
}
