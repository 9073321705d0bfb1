/**
 * What libraries below WebGPU print on standard error by themselves while they look for cards: the loader of Vulkan, its layers, drivers of Mesa,
 * and Dawn, the WebGPU of Node. None of it is about what a command was asked for, and none of it can be turned off there.
 */
const lines: readonly RegExp[] = [
	/^error: XDG_RUNTIME_DIR is invalid or not set/,
	/^Warning: max\w+ artificially reduced from \d+ to \d+/,
	/^Warning: Vulkan .* (required|feature)/,
	/^Warning: (vk[A-Z]\w+|loader_\w+|terminator_\w+|setup_loader_\w+|Couldn't load Vulkan)\b/,
	/^WARNING: \S+ is not a conformant Vulkan implementation/i,
	/^(MESA|MESA-INTEL|MESA-LOADER|libEGL|TU): (info|debug|warning)/,
];

/** How Dawn goes on after such a line: where in its own sources it was. */
const continued = /^( - While | {4}at \w+ \(.*[/\\]dawn[/\\]|$)/;

/** Leaves out what drivers print. It takes text piece by piece, and gives what is left of it, whole lines at a time. */
export interface DriverLines {
	readonly take: (text: string) => string;
	/** What is left at the end. */
	readonly rest: () => string;
}

/** Reads what goes to standard error. */
export function createDriverLines(): DriverLines {
	let begun = '';
	let isWithin = false;
	const isDrivers = (line: string): boolean => {
		isWithin = lines.some((each) => each.test(line)) || (isWithin && continued.test(line));
		return isWithin;
	};
	const take: DriverLines['take'] = (text) => {
		const all = (begun + text).split('\n');
		begun = all.pop() ?? '';
		return all
			.filter((line) => !isDrivers(line))
			.map((line) => `${line}\n`)
			.join('');
	};
	return { take, rest: () => (begun === '' || isDrivers(begun) ? '' : begun) };
}
