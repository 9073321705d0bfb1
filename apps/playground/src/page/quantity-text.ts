const whole = new Intl.NumberFormat('en');

/** A count, in groups of three digits. */
export function countText(count: number): string {
	return whole.format(count);
}

/** A time in milliseconds, as precise as it is worth. */
export function timeText(milliseconds: number): string {
	if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
	return `${milliseconds >= 10 ? milliseconds.toFixed(0) : milliseconds.toFixed(1)} ms`;
}
