/** A weighted sum of units (or residual coordinates), by index, plus a constant. */
export interface Affine {
	readonly bias: number;
	readonly terms: ReadonlyMap<number, number>;
}

/** A constant. */
export function constant(bias: number): Affine {
	return { bias, terms: new Map() };
}

/** A single unit with a weight. */
export function term(unit: number, weight = 1): Affine {
	return { bias: 0, terms: new Map([[unit, weight]]) };
}

/** The sum of all; terms that cancel disappear. */
export function sum(...parts: readonly Affine[]): Affine {
	let bias = 0;
	const terms = new Map<number, number>();
	for (const part of parts) {
		bias += part.bias;
		for (const [unit, weight] of part.terms) {
			const total = (terms.get(unit) ?? 0) + weight;
			if (total === 0) terms.delete(unit);
			else terms.set(unit, total);
		}
	}
	return { bias, terms };
}

/** Every weight and the constant times a factor. */
export function scaled(part: Affine, factor: number): Affine {
	return { bias: part.bias * factor, terms: new Map([...part.terms].map(([unit, weight]) => [unit, weight * factor])) };
}

/** One minus the sum. */
export function complement(part: Affine): Affine {
	return sum(constant(1), scaled(part, -1));
}

/** A text that two sums share exactly when they are the same. */
export function affineKey(part: Affine): string {
	const terms = [...part.terms].sort(([a], [b]) => a - b);
	return `${part.bias}|${terms.map(([unit, weight]) => `${unit}:${weight}`).join(',')}`;
}
