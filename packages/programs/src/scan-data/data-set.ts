import { allCommands } from '../scan-language/all-commands.js';
import { actionsOf, writeCommand } from '../scan-language/command.js';

/** A command of SCAN and what it means. */
export interface ScanExample {
	/** Words, separated by spaces. */
	readonly command: string;
	/** Actions under the data set's own names, separated by spaces: `I_JUMP I_JUMP`. */
	readonly actions: string;
}

/**
 * The SCAN data set: every command that its published grammar derives, with its meaning. The 20,910 commands are sorted by code unit.
 *
 * They are made from the grammar of Lake and Baroni, *Generalization without Systematicity*
 * ([arXiv 1711.00350](https://arxiv.org/abs/1711.00350)), not copied.
 *
 * @example
 * ```ts
 * import { scanDataSet } from '@alta-ts/programs';
 * scanDataSet().find(({ command }) => command === 'jump twice') // => { command: 'jump twice', actions: 'I_JUMP I_JUMP' }
 * ```
 */
export function scanDataSet(): readonly ScanExample[] {
	const examples = allCommands().map((command) => ({ command: writeCommand(command), actions: actionsOf(command).join(' ') }));
	return examples.sort((a, b) => (a.command < b.command ? -1 : 1));
}
