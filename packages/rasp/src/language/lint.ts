import { type Problem, type Span, warning } from '@alta-ts/diagnostics';
import { printExpression } from './print.js';
import type { Binary, BinaryOperator, Expression, Program } from './syntax.js';
import { expressionsIn } from './walk.js';

/** Warns where operators without parentheses are read otherwise than people who know Python expect. */
export function lintRasp(program: Program): readonly Problem[] {
	return [...expressionsIn(program)].flatMap((each) => {
		if (each.kind === 'binary') return lintBinary(each);
		return each.kind === 'if' ? lintIf(each) : [];
	});
}

function lintBinary(each: Binary): readonly Problem[] {
	const { operator, left, right } = each;
	if (operator === 'in') return lintIn(each);
	if (isComparison(operator)) {
		if (isNot(left)) return [trap('ALTA0040', each.span, shown(each), grouped(each), 'not binds tighter than ==, < and their like.')];
		return isBinary(left, isComparison)
			? [trap('ALTA0042', each.span, shown(each), grouped(each), 'Comparisons do not chain: the second compares a truth value.')]
			: [];
	}
	if (operator === 'and' || operator === 'or') {
		const mixed = isBinary(left, (other) => other !== operator && (other === 'and' || other === 'or'));
		return mixed
			? [trap('ALTA0041', each.span, shown(each), grouped(each), 'and and or are of one level, and are read from left to right.')]
			: [];
	}
	if (operator === '%' && [left, right].some((side) => isBinary(side, isProduct)))
		return [trap('ALTA0044', each.span, shown(each), grouped(each), '* and / bind tighter than %.')];
	if (operator === '^') {
		if (isBinary(left, (other) => other === '^'))
			return [trap('ALTA0045', each.span, shown(each), grouped(each), 'Powers are read from left to right.')];
		if (left.kind === 'unary') return [trap('ALTA0045', each.span, shown(each), grouped(each), 'A sign binds tighter than ^.')];
	}
	return [];
}

function lintIn(each: Binary): readonly Problem[] {
	const { left, right } = each;
	if (isNot(left)) return [trap('ALTA0040', each.span, shown(each), grouped(each), 'not binds tighter than in.')];
	const loose = (side: Expression): boolean =>
		side.kind === 'if' || isBinary(side, (other) => isComparison(other) || other === 'and' || other === 'or');
	if (loose(left) || loose(right)) return [trap('ALTA0046', each.span, shown(each), grouped(each), 'in binds loosest of all operators.')];
	return [];
}

function lintIf(each: Expression & { readonly kind: 'if' }): readonly Problem[] {
	if (each.whenTrue.kind !== 'if') return [];
	const text = `(${shown(each.whenTrue)}) if ${shown(each.condition)} else ${shown(each.whenFalse)}`;
	return [trap('ALTA0043', each.span, shown(each), text, 'if and else are read from left to right, so the last condition decides first.')];
}

function trap(code: string, span: Span, written: string, read: string, why: string): Problem {
	return warning(code, {
		what: `${written} is read as ${read}.`,
		why,
		fix: 'Write parentheses, around what is meant to go together.',
		span,
	});
}

/** The expression with its operands in parentheses where they are made by operators. */
function grouped({ operator, left, right }: Binary): string {
	return `${inParentheses(left)} ${operator} ${inParentheses(right)}`;
}

function inParentheses(side: Expression): string {
	return side.kind === 'binary' || side.kind === 'unary' || side.kind === 'if' ? `(${shown(side)})` : shown(side);
}

/** Long expressions are cut: the place in the source says the rest. */
function shown(expression: Expression): string {
	const text = printExpression(expression);
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function isNot(side: Expression): side is Expression & { readonly kind: 'unary' } {
	return side.kind === 'unary' && side.operator === 'not';
}

function isBinary(side: Expression, test: (operator: BinaryOperator) => boolean): boolean {
	return side.kind === 'binary' && test(side.operator);
}

function isComparison(operator: BinaryOperator): boolean {
	return ['==', '<', '>', '<=', '>='].includes(operator);
}

function isProduct(operator: BinaryOperator): boolean {
	return operator === '*' || operator === '/';
}
