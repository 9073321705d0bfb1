/** A model that comes with the page: a program of the library, compiled when the page is built. */
export interface ShippedModel {
	/** Of the program. */
	readonly name: string;
	/** What it is called on the page. */
	readonly title: string;
	/** How an input is written. */
	readonly hint: string;
	/** Inputs to try; the first is there from the beginning. */
	readonly examples: readonly string[];
}

/** The models that come with the page, the first chosen to begin with. */
export const shippedModels: readonly ShippedModel[] = [
	{
		name: 'scan',
		title: 'SCAN',
		hint: 'A command in words, such as “jump twice after walk”.',
		examples: ['jump twice after walk', 'turn opposite left thrice', 'look around right and run twice'],
	},
	{
		name: 'addition',
		title: 'Addition',
		hint: 'Two numbers with a plus between them.',
		examples: ['728+295', '99999+1', '0+7'],
	},
	{
		name: 'parity-sequential-relative',
		title: 'Parity',
		hint: 'Bits, separated by spaces. The answer says whether the number of ones is odd.',
		examples: ['1 0 1 1', '1 1 0 0 1 1 0 1 0', '0'],
	},
];
