/** A whole number with its digits in groups of three. */
export function grouped(number: number): string {
	return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number with what it counts: `1 layer`, `1,200 layers`. */
export function counted(number: number, noun: string): string {
	return `${grouped(number)} ${noun}${number === 1 ? '' : 's'}`;
}
