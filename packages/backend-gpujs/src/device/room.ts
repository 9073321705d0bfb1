const SMALLEST = 2 ** 10;

/**
 * Room for so many numbers, of which there are few sizes: powers of 4. gpu.js compiles a kernel of WebAssembly for every size, and keeps memory
 * for each.
 */
export function roomFor(numbers: number): number {
	let room = SMALLEST;
	while (room < numbers) room *= 4;
	return room;
}
