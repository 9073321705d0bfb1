import { type ActivationName, activations } from '@alta-ts/tensor';

/** An activation of one number. The two of compiled models come first, without a call. */
export function activate(name: ActivationName, x: number): number {
	if (name === 'none') return x;
	if (name === 'clipped-relu') return Math.min(1, Math.max(0, x));
	if (name === 'relu') return Math.max(0, x);
	return activations[name](x);
}
