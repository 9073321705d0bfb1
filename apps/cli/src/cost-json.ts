import type { Cost } from '@alta-ts/compiler';
import { lineText, type SourceTexts } from './source-text.js';

/** What a line of the source costs. */
export interface LineCost {
	readonly line: string;
	readonly units: number;
	readonly nonzeros: number;
}

/** What the lines of the source cost, the most expensive first. */
export function costOfLines({ places }: Cost, texts: SourceTexts): readonly LineCost[] {
	const lines = new Map<string, LineCost>();
	for (const { span, units, nonzeros } of places) {
		const line = lineText(span, texts);
		const known = lines.get(line);
		lines.set(line, { line, units: units + (known?.units ?? 0), nonzeros: nonzeros + (known?.nonzeros ?? 0) });
	}
	return [...lines.values()].sort((a, b) => b.nonzeros - a.nonzeros);
}

/** What a program costs, as JSON: sizes by the names that `alta inspect` gives them. */
export function costJson(cost: Cost, texts: SourceTexts): object {
	const { exact, obstacles, layers, heads, rows, hidden, width, parameters, nonzeros, bytes, parts, certificate = null } = cost;
	const sizes = { layers, heads, rows, hidden, dModel: width, parameters, nonzeros, bytes };
	return { exact, obstacles, ...sizes, parts, lines: costOfLines(cost, texts), certificate };
}
