/** What a command takes: words and options. */
export interface CommandLine {
	/** What follows the command's name, such as `PROGRAM [TOKENS…]`. */
	readonly usage: string;
	/** How many words it takes at least and at most. */
	readonly words: { readonly min: number; readonly max: number };
	readonly options: readonly OptionSpec[];
}

/** An option of a command. */
export interface OptionSpec {
	/** Without the two dashes. */
	readonly name: string;
	/** One letter, for the options people know by it. */
	readonly short?: string;
	/** What the value stands for, such as `FILE`; a flag has none. */
	readonly value?: string;
	readonly choices?: readonly string[];
	/** Whether it may be given several times. */
	readonly repeats?: boolean;
	readonly help: string;
	/** Said instead of `help` where the value is missing. */
	readonly missing?: string;
}

/** Options that every command has. */
export const commonOptions: readonly OptionSpec[] = [
	{ name: 'json', help: 'Print JSON on standard output, and nothing else there.' },
	{ name: 'help', short: 'h', help: 'Print this page.' },
];
