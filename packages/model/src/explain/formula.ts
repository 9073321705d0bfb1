import type { Activation } from '../config.js';
import type { End } from './end.js';
import type { NamedWeight } from './weight-graph.js';

/** Weights as a sum: `[parity=1] − 2·[done=true] + 1`; 0 if there are none. */
export function sumFormula(weights: readonly NamedWeight[]): string {
	const terms = [...weights.filter(({ from }) => from.kind !== 'one'), ...weights.filter(({ from }) => from.kind === 'one')];
	if (terms.length === 0) return '0';
	return terms
		.map(({ from, value }, index) => {
			const sign = value < 0 ? (index === 0 ? '−' : ' − ') : index === 0 ? '' : ' + ';
			return sign + product(Math.abs(value), from);
		})
		.join('');
}

/** A unit as a function of what it reads: `clip([parity=1] + [done=true] − 1)`, where `clip` keeps a number between 0 and 1. */
export function unitFormula(activation: Activation, weights: readonly NamedWeight[]): string {
	const sum = sumFormula(weights);
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
