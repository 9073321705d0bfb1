/** What is chosen on the page, as its address says it behind the `#`: so it outlives a reload, and can be passed on. */
export interface PageAddress {
	/** The name of weights that come with the page. */
	readonly model?: string | undefined;
	/** A backend that the visitor chose. */
	readonly backend?: string | undefined;
	readonly input?: string | undefined;
}

export function readAddress(): PageAddress {
	const said = new URLSearchParams(location.hash.slice(1));
	const part = (name: string): string | undefined => said.get(name) ?? undefined;
	return { model: part('model'), backend: part('backend'), input: part('input') };
}

/** Puts it into the address, in place of what was there. */
export function writeAddress({ model, backend, input }: PageAddress): void {
	const said = new URLSearchParams();
	for (const [name, value] of Object.entries({ model, backend, input })) if (value !== undefined) said.set(name, value);
	history.replaceState(null, '', `#${said}`);
}
