import { sources } from './sources.js';

/** A generator of numbers below a bound, the same for the same seed. */
export function randomBelow(seed: number): (bound: number) => number {
	let state = seed;
	return (bound) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * bound);
	};
}

const fragments = [
	...[
		'(',
		')',
		'[',
		']',
		'{',
		'}',
		';',
		',',
		'"',
		'#',
		'\n',
		'=',
		'==',
		'!=',
		'<',
		'+',
		'-',
		'*',
		'/',
		'%',
		'^',
		'0',
		'1.5',
		'9'.repeat(400),
		'"a"',
	],
	...[
		' in ',
		' if ',
		' else ',
		' for ',
		' and ',
		' or ',
		'not ',
		'def f(x) { return x; }',
		'select(',
		'aggregate(',
		'indices',
		'tokens',
		'length',
	],
	...[
		'full_s',
		'out',
		'selector_width',
		'True',
		'round(',
		'indicator(',
		'range(',
		'zip(',
		'len(',
		'f(',
		'set example ',
		'tokens_int',
		'draw(',
		'\u{1f600}',
		'\0',
		'\\',
	],
];

/** A source of RASP with some of its characters lost, moved, doubled or replaced by others. */
export function mutant(below: (bound: number) => number): string {
	let text = sources[below(sources.length)] ?? '';
	for (let change = below(4); change >= 0; change--) {
		const [at, length] = [below(text.length + 1), below(8)];
		const piece = [fragments[below(fragments.length)] ?? '', '', text.slice(at, at + length)][below(3)] ?? '';
		const to = below(text.length + 1);
		const cut = below(2) === 0 ? text : text.slice(0, at) + text.slice(at + length);
		text = cut.slice(0, to) + piece + cut.slice(to);
	}
	return text;
}
