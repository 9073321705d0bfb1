import { parser } from './parser.generated.js';

/** What could stand at a place, in words, each with a text to try it with. */
const candidates: readonly (readonly [words: string, text: string])[] = [
	['a statement', 'x = 1;'],
	['an expression', '1'],
	['a name', 'x'],
	['a text in double quotes', '""'],
	['a comparison', '=='],
	['an operator', '*'],
	['"="', '='],
	['";"', ';'],
	['","', ','],
	['":"', ':'],
	['"("', '('],
	['")"', ')'],
	['"]"', ']'],
	['"{"', '{'],
	['"}"', '}'],
	['"in"', ' in '],
	['"else"', ' else '],
	['"example"', ' example '],
	['"on" or "off"', ' on '],
];

/** What covers others: where a statement can stand, an expression can too, and nobody wants to hear both. */
const covers: Readonly<Record<string, readonly string[]>> = {
	'a statement': ['an expression', 'a name', 'a text in double quotes', '"("', '"{"', '"}"', '"example"', '"on" or "off"'],
	'an expression': ['a name', 'a text in double quotes', '"("', '"{"'],
	'an operator': ['a comparison', '"("', '"in"', '"="'],
};

/** What RASP allows after a text that is right up to its end. Found by trying. */
export function expectedAt(before: string): readonly string[] {
	const allowed = candidates.filter(([, candidate]) => goesOn(before, candidate)).map(([words]) => words);
	const covered = new Set(allowed.flatMap((words) => covers[words] ?? []));
	return allowed.filter((words) => !covered.has(words)).slice(0, 5);
}

function goesOn(before: string, candidate: string): boolean {
	const text = `${before} ${candidate}`;
	const error = firstError(text);
	return error === undefined || error >= text.length;
}

const strict = parser.configure({ strict: true });

/** Where a text first stops being RASP, or undefined where it is RASP to its end. The length of the text says that it ends too early. */
export function firstError(text: string): number | undefined {
	try {
		strict.parse(text);
		return undefined;
	} catch (error) {
		const place = error instanceof SyntaxError ? /No parse at (\d+)/.exec(error.message)?.[1] : undefined;
		if (place === undefined) throw error;
		return Number(place);
	}
}
