/** What the mean of `total` at one selected position and 0 at the others can be: total / m, ascending, for m = maxLength … 1 selected positions. */
export function fractions(total: number, maxLength: number): readonly number[] {
	return Array.from({ length: maxLength }, (_, index) => total / (maxLength - index));
}
