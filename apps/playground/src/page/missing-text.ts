/** What an address asks for in vain, and what is chosen in its place. `isKnown` says whether the page has it at all. */
export function missingText(asked: string, isKnown: boolean, chosen: string | undefined): string {
	return `The address asks for ${asked}, which ${isKnown ? 'does not work here' : 'this page does not have'}; ${chosen ?? 'none'} is chosen.`;
}
