/** What is said of a new element: properties by name; those of its data set and of accessibility as attributes. */
export interface Says {
	readonly class?: string;
	readonly attributes?: Readonly<Record<string, string>>;
}

/** Makes an element. Texts become text nodes, so that nothing that comes from outside is read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	says: Says = {},
	...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
	const made = document.createElement(tag);
	if (says.class !== undefined) made.className = says.class;
	for (const [name, value] of Object.entries(says.attributes ?? {})) made.setAttribute(name, value);
	made.append(...children);
	return made;
}

/** The element of the page that has this id. */
export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
	const found = document.getElementById(id);
	if (found instanceof kind) return found;
	throw new Error(`internal: the page has no ${id}`);
}
