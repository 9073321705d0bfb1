import type { Difference, JsonValue, SideDifference } from '@alta-ts/verify';

/** How many tokens of an input are shown. */
const MOST_TOKENS = 60;

/** Where in a run something differs. */
export type DifferencePlace = Pick<Difference | SideDifference, 'sublayer' | 'layer' | 'place' | 'position' | 'variable'>;

/** Layer, position and variable. Layers are counted from 1 through the whole run, as `alta trace` does. */
export function placeText(where: DifferencePlace): string {
	const { position, variable, sublayer } = where;
	if (sublayer === 'halting') return layerText(where);
	return [layerText(where), position === null ? '' : `position ${position}`, variable].filter((step) => step !== '').join(' › ');
}

function layerText({ layer, place, sublayer }: DifferencePlace): string {
	if (sublayer === 'run') return 'the end of the run';
	if (layer === null || place === null) return 'after embedding';
	const name = `layer ${layer + 1} (stage ${place.stage}, pass ${place.pass}, layer ${place.layer})`;
	return sublayer === 'halting' ? name : `${name} › after its ${sublayer}`;
}

/** The tokens of an input, the first ones of a long one. */
export function shortTokens(tokens: readonly string[]): string {
	if (tokens.length === 0) return '(empty)';
	return tokens.length <= MOST_TOKENS ? tokens.join(' ') : `${tokens.slice(0, MOST_TOKENS).join(' ')} … (${tokens.length} tokens)`;
}

/** A value as people read it. */
export function differingValue(value: JsonValue): string {
	return value === null ? 'undefined' : JSON.stringify(value);
}
