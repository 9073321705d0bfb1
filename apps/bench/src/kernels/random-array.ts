import { createRandom } from '@alta-ts/programs';
import type { HostArray } from './kernel.js';

/** Numbers from −1 to 1 that are the same for the same seed. Only a `density` of them, by chance, are not zero. */
export function randomArray(shape: readonly number[], seed: number, density = 1): HostArray & { readonly data: Float32Array } {
	const random = createRandom(seed);
	const count = shape.reduce((product, size) => product * size, 1);
	const data = Float32Array.from({ length: count }, () => {
		const number = 2 * random() - 1;
		return density === 1 || random() < density ? number : 0;
	});
	return { shape, data };
}
