/** A number with what it counts: `1 rule`, `2 rules`. */
export function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
