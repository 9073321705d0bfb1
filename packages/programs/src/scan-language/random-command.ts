import { type Random, randomInteger } from '../random.js';
import { randomLength } from '../random-length.js';
import type { LengthLimits } from '../task.js';
import { allCommands } from './all-commands.js';
import { writeCommand } from './command.js';

/** How many words the longest command has. */
export const LONGEST_COMMAND = 9;

/** Makes a generator of commands. Each length within the limits is equally likely, and so is each command of that length. */
export function commandGenerator(task: string): (random: Random, limits: LengthLimits) => string {
	const byLength = Array.from({ length: LONGEST_COMMAND + 1 }, (): string[] => []);
	for (const command of allCommands().map(writeCommand)) byLength[command.split(' ').length]?.push(command);
	return (random, limits) => {
		const length = randomLength(random, limits, { task, unit: 'words', least: 1, most: LONGEST_COMMAND });
		const commands = byLength[length] ?? [];
		return commands[randomInteger(random, 0, commands.length - 1)] ?? '';
	};
}
