import type { Difference, JsonValue } from '@alta-ts/verify';

/** How many tokens of an input are shown. */
const MOST_TOKENS = 60;

/** Where in a run something differs. */
export type DifferencePlace = Pick<Difference, 'sublayer' | 'layer' | 'place' | 'position' | 'variable'>;

/** Layer, position and variable. Layers are counted from 1 through the whole run, as `alta trace` does. */
export function placeText(where: DifferencePlace): string {
	const { position, variable } = where;
	return [layerText(where), position === null ? '' : `position ${position}`, variable].filter((step) => step !== '').join(' › ');
}

function layerText({ layer, place, sublayer }: DifferencePlace): string {
	if (sublayer === 'run') return 'the end of the run';
	if (layer === null || place === null) return 'after embedding';
	return `layer ${layer + 1} (stage ${place.stage}, pass ${place.pass}, layer ${place.layer}) › after its ${sublayer}`;
}

/** The tokens of an input, the first ones of a long one. */
export function shortTokens(tokens: readonly string[]): string {
	return tokens.length <= MOST_TOKENS ? tokens.join(' ') : `${tokens.slice(0, MOST_TOKENS).join(' ')} … (${tokens.length} tokens)`;
}

/** A value as people read it. */
export function differingValue(value: JsonValue): string {
	return value === null ? 'undefined' : JSON.stringify(value);
}
