import type { Empty } from '@alta-ts/core';
import type { Aggregate } from '../graph/node.js';
import { type GraphValue, graphValueKey, isNumeric } from '../graph/value.js';
import type { Fn } from './base.js';
import { joinCubes } from './composite.js';
import { countOf } from './count.js';
import type { Cube, Cubes } from './cubes.js';
import { type Encoding, encodingOf } from './encode.js';
import { addHead } from './head.js';
import { imageOf } from './image.js';
import { suffixed } from './label.js';
import { levelSets, meanOfCounts } from './mean-of-counts.js';
import { meansOf } from './means.js';
import { numberEncoding } from './plan.js';
import { positionMeans } from './position-means.js';
import { Refusal } from './refusal.js';
import { areAddedExactly, noteRounded } from './rounding.js';
import { rangeOfCount, selectsAtMostOne } from './selected-keys.js';
import type { Work } from './work.js';

/** What an aggregate holds: what a head fetches, or computed from what several heads do. */
export function lowerAggregate(work: Work, node: Aggregate, cubes: Cubes): Fn {
	const { functions, bases } = work;
	const value = work.fnOf(node.value);
	if (cubes.length === 0) return bases.fn(functions.constant(node.otherwise));
	const values = valuesOf(work, value);
	const [only, ...more] = cubes;
	const isSingle = more.length === 0 && only !== undefined && selectsAtMostOne(work, only);
	noteRounded(work.rounded, node, [node.value]);
	if (isSingle || !mayAverage(node, values)) return fetched(work, node, value, cubes);
	if (!areAddedExactly(values)) work.rounded.set(node, 'anywhere');
	if (values !== undefined && !values.every((each) => each === undefined || isNumeric(each))) throw mixedValues();
	if (values?.includes(undefined) === true && node.otherwise !== undefined) throw undefinedAmong();
	const label = work.labelOf(node);
	const sets = more.length === 0 ? undefined : levelSets(work, value, cubes, work.labelOf(node.value));
	if (sets !== undefined) {
		const counts = sets.map(({ cube }, at) => countOf(work, cube, suffixed(label, `count ${at + 1}`)));
		return meanOfCounts(
			work,
			counts,
			sets.map(({ number }) => number),
			node.otherwise,
		);
	}
	return mean(work, node, value, values, more.length === 0 && only !== undefined ? only : joinCubes(work, cubes, label));
}

/** Every value of a function; undefined where it is numbers, but too many to be listed. */
function valuesOf(work: Work, fn: Fn): readonly GraphValue[] | undefined {
	const isNumber = fn.linear !== undefined || fn.base?.output?.kind === 'numerical';
	return isNumber ? imageOf(work, fn) : work.functions.image(fn.diagram());
}

/** Whether a mean can come about: where only non-numbers are fetched, evaluation fails as soon as two are selected. */
function mayAverage({ averaging }: Aggregate, values: readonly GraphValue[] | undefined): boolean {
	if (values === undefined) return true;
	return values.some((value) => isNumeric(value) && (averaging === 'selected' || typeof value !== 'boolean'));
}

/** The value of the one key that is selected. Of several cubes at most one selects a key. */
function fetched(work: Work, node: Aggregate, value: Fn, cubes: Cubes): Fn {
	const { functions, bases, plan } = work;
	const values = valuesOf(work, value);
	const label = work.labelOf(node);
	const kind = values === undefined ? 'numerical' : 'categorical';
	const column = plan.hold(value, kind, work.labelOf(node.value));
	const several = cubes.length > 1;
	if (several && (values === undefined || values.includes(undefined))) return fetched(work, node, value, [joinCubes(work, cubes, label)]);
	const otherwise = several ? undefined : node.otherwise;
	const encoding = kind === 'categorical' ? encodingOf([...(values ?? []), otherwise], column.encoding) : numberEncoding([otherwise]);
	const heads = cubes.map((cube, at) =>
		addHead(work, cube, {
			label: at === 0 ? label : suffixed(label, `${at + 1}`),
			value: column,
			ready: value.ready,
			combine: 'only',
			empty: emptyOf(otherwise, encoding),
			encoding,
			domain: () => distinct([...(values ?? refuseNumbers()), ...(rangeOfCount(work, cube).least > 0 ? [] : [otherwise])]),
		}),
	);
	const [head, ...others] = heads;
	if (head !== undefined && others.length === 0) return head;
	const first = (found: readonly GraphValue[]): GraphValue => found.find((each) => each !== undefined) ?? node.otherwise;
	return bases.fn(
		functions.apply(
			first,
			heads.map((each) => each.diagram()),
		),
	);
}

/** The mean of the selected keys. */
function mean(work: Work, node: Aggregate, value: Fn, values: readonly GraphValue[] | undefined, cube: Cube): Fn {
	const { bases, functions, plan } = work;
	const { otherwise } = node;
	const { least, most } = rangeOfCount(work, cube);
	const isNumber = otherwise === undefined || isNumeric(otherwise);
	const empty = least > 0 ? [] : [isNumber ? otherwise : undefined];
	const label = work.labelOf(node);
	const head = addHead(work, cube, {
		label,
		value: plan.hold(value, 'numerical', work.labelOf(node.value)),
		ready: value.ready,
		combine: 'mean',
		empty: otherwise === undefined || !isNumber ? 'undefined' : { constant: Number(otherwise) },
		encoding: numberEncoding([]),
		domain: () => {
			const listed = values ?? refuseNumbers();
			const numbers = listed.filter(isNumeric).map(Number);
			return distinct([...empty, ...(positionMeans(work, cube, value) ?? [...listed, ...meansOf(numbers, most)])]);
		},
	});
	if (isNumber) return head;
	return bases.fn(functions.apply(([found]) => found ?? otherwise, [head.diagram()]));
}

function emptyOf(otherwise: GraphValue, { atomOf }: Encoding): Empty {
	const atom = atomOf(otherwise);
	return atom === undefined ? 'undefined' : { constant: atom };
}

function distinct(values: readonly GraphValue[]): readonly GraphValue[] {
	return [...new Map(values.map((value) => [graphValueKey(value), value])).values()];
}

function mixedValues(): Refusal {
	return new Refusal('ALTA0517', {
		what: 'It may select several positions, and its values are numbers at some and something else at others.',
		why: 'Several selected numbers become their mean, and it cannot be shown that only one position is selected or that all are numbers.',
		fix: 'Aggregate values of one type, or select by position, so that at most one is selected.',
	});
}

function undefinedAmong(): Refusal {
	return new Refusal('ALTA0518', {
		what: 'It takes means of values that may be undefined, and has a default.',
		why: 'A mean leaves undefined out and gives the default where nothing is left, while evaluation gives undefined.',
		fix: 'Give the aggregate whose values these are a default, or leave the default of this one out.',
	});
}

function refuseNumbers(): never {
	throw new Refusal('ALTA0511', {
		what: 'It depends on every value of a number that can have too many.',
		why: 'A table asks for the values of what it reads, and this number is a mean of too many different numbers, or of means.',
		fix: 'Use a shorter longest input, average fewer different values, or round them before.',
	});
}
