import type { ModelFacts } from '../machine/machine.js';
import { countText } from './quantity-text.js';

/** So many tokens are listed. */
const MOST_TOKENS = 12;

/** What there is to know of weights, in sentences. */
export function factsText({ name, width, parameters, nonzeros, dtype, maxLength, tokens }: ModelFacts): string {
	const shown = tokens?.slice(0, MOST_TOKENS).join(' ');
	const reads = shown === undefined ? '' : ` It reads ${shown}${(tokens?.length ?? 0) > MOST_TOKENS ? ' …' : ''}.`;
	const length = maxLength === undefined ? '' : ` Inputs have up to ${countText(maxLength)} tokens.`;
	const size = `${countText(width)} numbers a position, ${countText(parameters)} parameters in ${dtype}, of which ${countText(nonzeros)} are not zero.`;
	return `${name}: ${size}${reads}${length}`;
}
