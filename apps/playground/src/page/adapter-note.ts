import type { AdapterInfo } from '@alta-ts/tensor';

/** What a backend runs on, and whether a processor plays it. */
export function adapterNote({ description, software }: AdapterInfo): string {
	return software ? `${description.replace(/\.$/, '')} (in software).` : description;
}
