import fc from 'fast-check';

/** What a program of RASP is made of, one choice a definition. Numbers choose among the forms and among what was defined before. */
interface Choice {
	readonly kind: Kind;
	readonly form: number;
	readonly parts: readonly number[];
}

/** Truth values, ints, floats and selectors. */
type Kind = 'truth' | 'int' | 'float' | 'selector';

/** A program in RASP, and the name of its last definition that is no selector. */
export interface RaspText {
	readonly source: string;
	readonly answer: string;
}

const prelude = [
	'prevs = select(indices, indices, <=);',
	'def sum(x) { return (indices + 1) * aggregate(prevs, x); }',
	'def all(x) { return length * aggregate(full_s, x); }',
	'def prior(x) { return selector_width(select(indicator(x), 1, ==) and prevs); }',
];

const start: Readonly<Record<Kind, readonly string[]>> = {
	truth: ['tokens == "1"'],
	int: ['indices', 'tokens_int'],
	float: ['indices / 2'],
	selector: ['prevs', 'full_s', 'select(tokens, tokens, ==)'],
};

/** How things are made of others: a capital letter stands for something of that kind, T, I, F or S. */
const forms: Readonly<Record<Kind, readonly string[]>> = {
	truth: [
		'I < I',
		'I == I',
		'F > 1 / 2',
		'F == 2 / 3',
		'F < F',
		'F >= I',
		'F == 0',
		'not T',
		'T and T',
		'has_focus(S)',
		'aggregate(S, T, False)',
	],
	int: [
		'I - I',
		'I + I',
		'indicator(T)',
		'indicator(T) - indicator(T)',
		'selector_width(S)',
		'selector_width(S) - selector_width(S)',
		'prior(T) - prior(T)',
		'round(F)',
		'I % 2',
		'I if T else I',
		'aggregate(select(indices, I, ==), I, 1)',
		'length',
	],
	float: [
		'sum(I)',
		'all(I)',
		'sum(indicator(T)) - sum(indicator(T))',
		'aggregate(S, I)',
		'aggregate(S, I, 0.5)',
		'aggregate(S, F)',
		'aggregate(S, I * 0.1)',
		'selector_width(S) * aggregate(S, I)',
		'aggregate(S, I) - aggregate(S, I)',
		'F + F',
		'F - F',
		'F / 3',
		'F * I',
		'F if T else F',
	],
	selector: [
		'select(I, I, <)',
		'select(I, I, ==)',
		'select(T, True, ==)',
		'select(F, 1 / 2, >=)',
		'S and S',
		'S or S',
		'S and prevs',
		'not S',
		'select_next_identical(tokens)',
	],
};

const letters: Readonly<Record<string, Kind>> = { T: 'truth', I: 'int', F: 'float', S: 'selector' };

/** Random programs about counts, means, and what is made of them, over the tokens `0`, `1` and `2`. The last definition is a sequence. */
export function arbitraryRaspText(): fc.Arbitrary<RaspText> {
	const choiceOf = (...kinds: readonly Kind[]): fc.Arbitrary<Choice> =>
		fc.record({ kind: fc.constantFrom(...kinds), form: fc.nat(99), parts: fc.array(fc.nat(99), { minLength: 3, maxLength: 3 }) });
	const definitions = fc.array(choiceOf('truth', 'int', 'int', 'float', 'float', 'selector'), { maxLength: 8 });
	return fc.tuple(definitions, choiceOf('truth', 'int', 'float')).map(([choices, last]) => textOf([...choices, last]));
}

function textOf(choices: readonly Choice[]): RaspText {
	const named: Record<Kind, string[]> = { truth: [], int: [], float: [], selector: [] };
	const lines: string[] = [...prelude];
	let answer = '';
	for (const [at, { kind, form, parts }] of choices.entries()) {
		let part = 0;
		const pick = (of: Kind): string => {
			const known = [...named[of].toReversed(), ...start[of].map((text) => `(${text})`)];
			return known[(parts[part++] ?? 0) % known.length] ?? '1';
		};
		const text = (forms[kind][form % forms[kind].length] ?? '').replace(/\b[TIFS]\b/g, (letter) => pick(letters[letter] ?? 'int'));
		answer = `${kind}_${at}`;
		named[kind].push(answer);
		lines.push(`${answer} = ${text};`);
	}
	return { source: lines.join('\n'), answer };
}
