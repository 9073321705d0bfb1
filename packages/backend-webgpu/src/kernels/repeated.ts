/** Code that is written out for each of so many, since registers cannot be indexed. */
export function each(count: number, make: (index: number) => string, between = '\n'): string {
	return Array.from({ length: count }, (_, index) => make(index)).join(between);
}
