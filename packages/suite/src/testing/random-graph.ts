import { EQ, GEQ, GT, LEQ, LT, NEQ, type Operation, type Predicate, type Selector, type SOp } from '@alta-ts/rasp';
import fc from 'fast-check';

/** What a graph is made of, one choice a node. Numbers choose among what was made before. */
interface Choice {
	readonly kind: number;
	readonly a: number;
	readonly b: number;
	readonly c: number;
}

const operation = (name: string, apply: Operation['apply']): Operation => ({ name, apply });

/** Operations of two ints, of which some fail and some give what is no int. */
const operations: readonly Operation[] = [
	{ ...operation('sum', (a, b) => amount(a) + amount(b)), linear: [1, 1] },
	{ ...operation('difference', (a, b) => amount(a) - amount(b)), linear: [1, -1] },
	operation('quotient', (a, b) => amount(a) / divisor(b)),
	operation('less', (a, b) => amount(a) < amount(b)),
	operation('remainder', (a, b) => ((amount(a) % divisor(b)) + divisor(b)) % divisor(b)),
	operation('both', (a, b) => Boolean(a) && Boolean(b)),
	operation('letter', (a, b) => (amount(a) < amount(b) ? 'low' : 'high')),
	operation('rounded', (a) => Math.round(amount(a))),
	operation('larger', (a, b) => Math.max(amount(a), amount(b))),
];

const predicates: readonly Predicate[] = [EQ, NEQ, LT, LEQ, GT, GEQ, { name: 'next', test: (k, q) => amount(k) === amount(q) + 1 }];

function amount(value: unknown): number {
	if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
	throw new TypeError('not a number');
}

function divisor(value: unknown): number {
	const number = amount(value);
	if (number === 0) throw new RangeError('division by zero');
	return number;
}

/** Random graphs over the vocabulary 0, 1, 2, with as many nodes as choices. */
export function arbitraryGraph(): fc.Arbitrary<SOp> {
	const choice = fc.record({ kind: fc.nat(11), a: fc.nat(99), b: fc.nat(99), c: fc.nat(99) });
	return fc.array(choice, { minLength: 2, maxLength: 12 }).map(build);
}

function build(choices: readonly Choice[]): SOp {
	const sOps: SOp[] = [
		{ op: 'tokens', form: 'as is' },
		{ op: 'indices', form: 'number' },
		{ op: 'constant', value: 1 },
	];
	const selectors: Selector[] = [];
	for (const { kind, a, b, c } of choices) {
		if (kind < 3) sOps.push({ op: 'elementwise', operation: pick(operations, c), inputs: [pick(sOps, a), pick(sOps, b)] });
		else if (kind < 6 || selectors.length === 0)
			selectors.push({ op: 'select', keys: pick(sOps, a), queries: pick(sOps, b), predicate: pick(predicates, c) });
		else if (kind === 6) selectors.push({ op: 'not', selector: pick(selectors, a) });
		else if (kind === 7) selectors.push({ op: c % 2 === 0 ? 'and' : 'or', left: pick(selectors, a), right: pick(selectors, b) });
		else if (kind === 8) sOps.push({ op: 'selectorWidth', selector: pick(selectors, a) });
		else sOps.push(aggregate(pick(selectors, a), pick(sOps, b), c));
	}
	const last = sOps.at(-1);
	if (last === undefined) throw new Error('there is always an s-op');
	return last;
}

function aggregate(selector: Selector, value: SOp, choice: number): SOp {
	const otherwise = [undefined, 0, 1, false][choice % 4];
	return { op: 'aggregate', selector, value, otherwise, averaging: choice % 8 < 4 ? 'selected' : 'sequence' };
}

/** The newest are the likeliest, so that graphs are deep. */
function pick<T>(from: readonly T[], choice: number): T {
	const at = from.length - 1 - (choice % from.length);
	const found = from[at];
	if (found === undefined) throw new Error('there is nothing to pick from');
	return found;
}
