import { LOWEST } from './snippets.js';

/** How invocations that share a row bring their numbers together: through memory that they share, or within subgroups first. */
export type Together = 'shared' | 'subgroups';

/** Invocations of a workgroup. */
export const LANES: Readonly<Record<Together, number>> = { shared: 256, subgroups: 64 };

/** Brings a number of every invocation together. */
interface Reduction {
	/** The function's name: (own number, lane) → what all numbers of the row make together. */
	readonly name: string;
	readonly type: 'f32' | 'u32';
	/** What changes nothing. */
	readonly nothing: string;
	/** Of two numbers, one. */
	readonly join: (a: string, b: string) => string;
	/** Of the numbers of a subgroup, one. */
	readonly ofSubgroup: string;
}

/** The largest of a row's numbers. */
export const largest = (type: 'f32' | 'u32'): Reduction => ({
	name: 'largest_of_row',
	type,
	nothing: type === 'u32' ? '0u' : LOWEST,
	join: (a, b) => `max(${a}, ${b})`,
	ofSubgroup: 'subgroupMax',
});

/** The least of a row's numbers. */
export const least: Reduction = {
	name: 'least_of_row',
	type: 'u32',
	nothing: '0xffffffffu',
	join: (a, b) => `min(${a}, ${b})`,
	ofSubgroup: 'subgroupMin',
};

/** The sum of a row's numbers. */
export const sum: Reduction = {
	name: 'sum_of_row',
	type: 'f32',
	nothing: '0.0',
	join: (a, b) => `${a} + ${b}`,
	ofSubgroup: 'subgroupAdd',
};

/**
 * The functions of reductions. They hold barriers, so all invocations of a workgroup have to call them together, those without a row, too.
 *
 * `shared`: `step.width` neighbours share a row, a power of two; they halve their numbers step by step, in an order that depends on the width alone.
 *
 * `subgroups`: a workgroup shares a row. Subgroups may be of any size, and of several; which invocations they hold is not asked. The first of
 * each puts its number where the invocation is in the workgroup, the others put nothing there; then every subgroup reduces all of these.
 */
export function reductions(together: Together, ...wanted: readonly Reduction[]): string {
	if (together === 'shared') return wanted.map(inShared).join('');
	return `
var<private> peers: u32;
var<private> place: u32;
fn meet_peers() {
	peers = subgroupAdd(1u);
	place = subgroupExclusiveAdd(1u);
}
${wanted.map(inSubgroups).join('')}`;
}

function inShared({ name, type, join }: Reduction): string {
	return `
var<workgroup> ${name}_parts: array<${type}, ${LANES.shared}>;
fn ${name}(own: ${type}, lane: u32) -> ${type} {
	workgroupBarrier();
	${name}_parts[lane] = own;
	let part = lane % step.width;
	for (var half = step.width / 2u; half > 0u; half /= 2u) {
		workgroupBarrier();
		if (part < half) { ${name}_parts[lane] = ${join(`${name}_parts[lane]`, `${name}_parts[lane + half]`)}; }
	}
	workgroupBarrier();
	return ${name}_parts[lane - part];
}
`;
}

function inSubgroups({ name, type, nothing, join, ofSubgroup }: Reduction): string {
	return `
var<workgroup> ${name}_parts: array<${type}, ${LANES.subgroups}>;
fn ${name}(own: ${type}, lane: u32) -> ${type} {
	let together = ${ofSubgroup}(own);
	workgroupBarrier();
	${name}_parts[lane] = select(${nothing}, together, place == 0u);
	workgroupBarrier();
	var all = ${nothing};
	for (var each = place; each < ${LANES.subgroups}u; each += peers) { all = ${join('all', `${name}_parts[each]`)}; }
	return ${ofSubgroup}(all);
}
`;
}

/**
 * Has a workgroup go through rows: in `what`, `row` is the row of an invocation, which begins at entry `begin`; \`step.width\` neighbours share it,
 * of which it is number `part`; `columns` are those of the row, none beyond the last row.
 */
export function eachSharedRow(together: Together, what: string): string {
	return `
${together === 'subgroups' ? 'meet_peers();' : ''}
let together = ${LANES[together]}u / step.width;
for (var first = group * together; first < step.rows; first += groups * together) {
	let row = first + lane / step.width;
	let part = lane % step.width;
	let begin = row * step.columns;
	let columns = select(0u, step.columns, row < step.rows);
${what.replace(/^\n+|\s+$/g, '')}
}
`;
}
