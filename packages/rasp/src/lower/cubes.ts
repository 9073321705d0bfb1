import { Refusal } from './refusal.js';
import { collapse, combine, complement, isEmpty, isFull, pairOf, type Relation } from './relation.js';

/** Relations on different pairs of bases that all hold at once: what a single head can select. None at all selects everything. */
export type Cube = readonly Relation[];

/** What a selector selects, as cubes of which never two hold together. No cube selects nothing. */
export type Cubes = readonly Cube[];

/** How many cubes a selector may have. */
const MOST_CUBES = 64;

/** The cubes of one relation. */
export function cubesOfRelation(relation: Relation): Cubes {
	const collapsed = collapse(relation);
	if (isEmpty(collapsed)) return [];
	return [isFull(collapsed) ? [] : [collapsed]];
}

/** What both select. */
export function bothCubes(left: Cubes, right: Cubes): Cubes {
	return checked(
		left.flatMap((a) =>
			right.flatMap((b) => {
				const cube = intersect(a, b);
				return cube === undefined ? [] : [cube];
			}),
		),
	);
}

/** What either selects: the left ones, and what the right ones select besides. */
export function eitherCubes(left: Cubes, right: Cubes): Cubes {
	const [a, b] = [left[0], right[0]];
	if (a === undefined) return right;
	if (b === undefined) return left;
	if (left.length === 1 && right.length === 1) {
		const [one, other] = [a[0], b[0]];
		if (one === undefined || other === undefined) return [[]];
		const joined = a.length === 1 && b.length === 1 ? combine('or', one, other) : undefined;
		if (joined !== undefined) return cubesOfRelation(joined);
	}
	return mergeCubes(checked([...left, ...bothCubes(right, oppositeCubes(left))]));
}

/** What the cubes do not select. */
export function oppositeCubes(cubes: Cubes): Cubes {
	return cubes.reduce<Cubes>((rest, cube) => bothCubes(rest, oppositeOfCube(cube)), [[]]);
}

/** Not the first relation; the first but not the second; and so on. */
function oppositeOfCube(cube: Cube): Cubes {
	return cube.flatMap((relation, at) => bothCubes([cube.slice(0, at)], cubesOfRelation(complement(relation))));
}

function intersect(left: Cube, right: Cube): Cube | undefined {
	let result: readonly Relation[] = left;
	for (const relation of right) {
		const joined = join(result, relation);
		if (joined === undefined) return undefined;
		result = joined;
	}
	return result;
}

/** A cube with one more relation, which is joined with one on the same bases where there is one. Undefined where nothing is left. */
function join(cube: Cube, relation: Relation): Cube | undefined {
	for (const [at, each] of cube.entries()) {
		const both = combine('and', each, relation);
		if (both === undefined) continue;
		const rest = cube.filter((_, other) => other !== at);
		const [found] = cubesOfRelation(both);
		if (found === undefined) return undefined;
		return found[0] === undefined ? rest : join(rest, found[0]);
	}
	return [...cube, relation];
}

/** Joins two cubes that differ in one pair of bases only, as long as there are such. */
export function mergeCubes(cubes: Cubes): Cubes {
	for (const [i, a] of cubes.entries()) {
		for (const [j, b] of cubes.entries()) {
			if (j <= i) continue;
			const one = differingIn(a, b);
			if (one === undefined) continue;
			const rest = cubes.filter((_, at) => at !== i && at !== j);
			const shared = a.filter((each) => each !== one.left);
			const [found] = cubesOfRelation(one.joined);
			const cube = found?.[0] === undefined ? shared : join(shared, found[0]);
			return cube === undefined ? rest : mergeCubes([cube, ...rest]);
		}
	}
	return cubes;
}

function differingIn(a: Cube, b: Cube): { readonly left: Relation; readonly joined: Relation } | undefined {
	if (a.length !== b.length) return undefined;
	const different = a.flatMap((left) => {
		const right = b.find((each) => pairOf(each) === pairOf(left));
		return right !== undefined && sameCells(left, right) ? [] : [{ left, right }];
	});
	const [one, ...more] = different;
	if (one?.right === undefined || more.length > 0) return undefined;
	const joined = combine('or', one.left, one.right);
	return joined === undefined ? undefined : { left: one.left, joined };
}

/** Whether two cubes select the same, relation by relation. */
export function sameCube(a: Cube, b: Cube): boolean {
	return a.length === b.length && a.every((left) => b.some((right) => pairOf(left) === pairOf(right) && sameCells(left, right)));
}

function sameCells(a: Relation, b: Relation): boolean {
	return a.cells.length === b.cells.length && a.cells.every((cell, at) => cell === b.cells[at]);
}

function checked(cubes: Cubes): Cubes {
	if (cubes.length <= MOST_CUBES) return cubes;
	throw new Refusal('ALTA0512', {
		what: `Its selector falls apart into more than ${MOST_CUBES} parts that a head can select.`,
		why: 'A head selects where several comparisons all hold. Other combinations of comparisons become several such parts.',
		fix: 'Combine fewer selectors with "or" and "not", or compare s-ops that hold what several of them compare.',
	});
}
