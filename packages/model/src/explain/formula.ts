import type { Activation } from '../config.js';
import type { End } from './end.js';
import type { NamedWeight } from './weight-graph.js';

/**
 * Weights as a sum: `[parity=1] − 2·[done=true] + 1`; 0 if there are none.
 *
 * @param most after how many terms it is cut, with a count of the rest; the bias stays.
 */
export function sumFormula(weights: readonly NamedWeight[], most: number = Infinity): string {
	const terms = weights.filter(({ from }) => from.kind !== 'one');
	const bias = weights.filter(({ from }) => from.kind === 'one');
	if (weights.length === 0) return '0';
	const hidden = terms.length > most + 1 ? terms.length - most : 0;
	const shown = hidden === 0 ? terms : terms.slice(0, most);
	const rest = hidden === 0 ? '' : `${shown.length === 0 ? '' : ' + '}… ${hidden} more`;
	return `${join(shown)}${rest}${join(bias, terms.length)}`;
}

function join(terms: readonly NamedWeight[], before = 0): string {
	return terms
		.map(({ from, value }, index) => {
			const isFirst = index + before === 0;
			const sign = value < 0 ? (isFirst ? '−' : ' − ') : isFirst ? '' : ' + ';
			return sign + product(Math.abs(value), from);
		})
		.join('');
}

/** A unit as a function of what it reads: `clip([parity=1] + [done=true] − 1)`, where `clip` keeps a number between 0 and 1. */
export function unitFormula(activation: Activation, weights: readonly NamedWeight[], most: number = Infinity): string {
	const sum = sumFormula(weights, most);
	if (activation === 'none') return sum;
	return `${activation === 'clipped-relu' ? 'clip' : activation}(${sum})`;
}

/** A number with as many digits as the least precise dtypes that are read closely have. */
export function numberText(value: number): string {
	return String(Number(value.toPrecision(7))).replace('-', '−');
}

function product(size: number, from: End): string {
	if (from.kind === 'one') return numberText(size);
	const name = from.kind === 'unit' ? from.name.replace(/^.*\.(mlp\.\d+\[)/, '$1') : `[${from.name}]`;
	return size === 1 ? name : `${numberText(size)}·${name}`;
}
