import type { OffsetSet } from '@alta-ts/core';
import {
	type CoordinateExplanation,
	type End,
	type Explainer,
	type Explanation,
	type HeadExplanation,
	type NamedWeight,
	numberText,
	type Source,
	sumFormula,
	type UnitExplanation,
	type WeightExplanation,
} from '@alta-ts/model';
import type { Colours } from './colours.js';
import { cutList } from './cut-list.js';
import { type SourceTexts, sourceText } from './source-text.js';

/** How explanations are drawn. */
export interface ExplanationStyle {
	readonly colours: Colours;
	readonly texts: SourceTexts;
	/** Whether no list is cut. */
	readonly all: boolean;
}

/** What parts of a model mean, for people. */
export function drawExplanations(explainer: Explainer, explanations: readonly Explanation[], style: ExplanationStyle): string {
	const { entries, rest } = cutList(explanations, style.all);
	return `${[...entries.map((each) => draw(explainer, each, style).join('\n')), ...rest].join('\n\n')}\n`;
}

function draw(explainer: Explainer, explanation: Explanation, style: ExplanationStyle): readonly string[] {
	switch (explanation.kind) {
		case 'coordinate':
			return drawCoordinate(explainer, explanation, style);
		case 'unit':
			return drawUnit(explainer, explanation, style);
		case 'head':
			return drawHead(explanation, style);
		case 'weight':
			return drawWeight(explanation, style);
	}
}

function drawCoordinate(explainer: Explainer, explanation: CoordinateExplanation, style: ExplanationStyle): readonly string[] {
	const { name, index, means, putBy, readBy } = explanation;
	return [
		`${style.colours.strong(name)}, coordinate ${index}: ${means}`,
		...section('put there by', embeddedTogether(putBy), style, ([weight, ...others]) => [
			`${amount(weight)} ${others.length === 0 ? fromText(explainer, weight) : togetherText([weight, ...others], style)}`,
			...sourceLines(weight.sources, style),
		]),
		...section('read by', readBy, style, (weight) => [`${amount(weight)} ${endText(weight.to)}`, ...sourceLines(weight.sources, style)]),
	];
}

/** Weights, of which those that embed several tokens (or positions) alike are taken together. */
function embeddedTogether(weights: readonly NamedWeight[]): readonly (readonly [NamedWeight, ...NamedWeight[]])[] {
	const groups = new Map<unknown, [NamedWeight, ...NamedWeight[]]>();
	for (const weight of weights) {
		const { kind } = weight.from;
		const key = kind === 'token' || kind === 'position' ? `${kind} ${weight.value}` : weight;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [weight]);
		else group.push(weight);
	}
	return [...groups.values()];
}

function togetherText(weights: readonly [NamedWeight, ...NamedWeight[]], { all }: ExplanationStyle): string {
	const { entries } = cutList(weights, all);
	const more = weights.length === entries.length ? '' : `, … ${weights.length} of them`;
	return `${weights[0].from.kind}s ${entries.map(({ from }) => from.name).join(', ')}${more}`;
}

function fromText({ graph, formulaTerms }: Explainer, { from }: NamedWeight): string {
	return from.kind === 'value' ? `${endText(from)}, which fetches ${sumFormula(graph.into(from), formulaTerms)}` : endText(from);
}

function drawUnit(
	explainer: Explainer,
	{ name, formula, sources, reads, addsTo }: UnitExplanation,
	style: ExplanationStyle,
): readonly string[] {
	const inputs = reads.filter(({ from }) => from.kind !== 'one');
	return [
		style.colours.strong(name),
		`  = ${formula}`,
		...sourceSection('is there for', sources, style),
		...section('reads', inputs, style, (weight) => [
			`${amount(weight)} ${endText(weight.from)}`,
			...meaningLines(explainer, weight.from, style),
		]),
		...section('adds to', addsTo, style, (weight) => [
			`${amount(weight)} ${endText(weight.to)}`,
			...meaningLines(explainer, weight.to, style),
		]),
	];
}

/** What a coordinate or another unit means. */
function meaningLines(explainer: Explainer, end: End, style: ExplanationStyle): readonly string[] {
	const { kind } = end;
	if (kind !== 'unit' && kind !== 'coordinate') return [];
	const explanation = explainer.explain({ kind, end });
	if (explanation.kind === 'coordinate') return [`${INDENT}${style.colours.dim(explanation.means)}`];
	if (explanation.kind !== 'unit') return [];
	return [`${INDENT}= ${explanation.formula}`, ...sourceLines(explanation.sources, style)];
}

function drawHead(explanation: HeadExplanation, style: ExplanationStyle): readonly string[] {
	const { name, attention, sources, offsets, scores, values } = explanation;
	return [
		`${style.colours.strong(name)}, a head with ${attention} attention`,
		...sourceSection('is there for', sources, style),
		...(offsets === undefined ? [] : [`  sees keys ${offsetsText(offsets)}`]),
		...(explanation.null === undefined
			? []
			: [`  gives ${nullText(explanation.null.value)} where no score is above ${numberText(explanation.null.logit)}`]),
		...section('scores keys by', scores, style, ({ query, key }) => [`query (${query}) times key (${key})`]),
		...section('fetches', values, style, ({ value, addsTo }) => [
			`${value}, added to ${addsTo.map((weight) => `${weight.value === 1 ? '' : `${numberText(weight.value)} · `}${weight.to.name}`).join(', ')}`,
		]),
	];
}

function drawWeight({ tensor, from, to, value, sources }: WeightExplanation, style: ExplanationStyle): readonly string[] {
	return [
		`${style.colours.strong(`${tensor}[${from.kind === 'one' ? '' : `${from.index},`}${to.index}]`)} is ${numberText(value)}`,
		`  from ${endText(from)} to ${endText(to)}`,
		...sourceSection('put there by', sources, style),
	];
}

function offsetsText(offsets: OffsetSet): string {
	if ('length' in offsets) return `at offsets ${offsets.map(numberText).join(', ')}`;
	const { from, to } = offsets;
	return [
		from === undefined ? 'at offsets' : `at offsets from ${numberText(from)}`,
		...(to === undefined ? [] : [`up to ${numberText(to)}`]),
	].join(' ');
}

function nullText(value: 'zero' | 'vector' | { readonly position: number }): string {
	return typeof value === 'object' ? `what is at position ${value.position}` : value === 'zero' ? 'nothing' : 'values of its own';
}

function endText({ kind, name }: End): string {
	if (kind === 'token' || kind === 'position' || kind === 'answer') return `${kind} ${name}`;
	if (kind === 'one') return 'a bias';
	return kind === 'test' ? `halting test ${name}` : name;
}

const INDENT = '       ';

function amount({ value }: NamedWeight): string {
	return numberText(value).padStart(INDENT.length - 1);
}

function sourceLines(sources: readonly Source[], { all, texts, colours }: ExplanationStyle): readonly string[] {
	const { entries, rest } = cutList(sources, all);
	return [...entries.map((source) => colours.dim(sourceText(source, texts, all))), ...rest].map((line) => INDENT + line);
}

function sourceSection(title: string, sources: readonly Source[], style: ExplanationStyle): readonly string[] {
	return section(title, sources, style, (source) => [sourceText(source, style.texts, style.all)]);
}

function section<Entry>(
	title: string,
	list: readonly Entry[],
	{ all }: ExplanationStyle,
	lines: (entry: Entry) => readonly string[],
): readonly string[] {
	if (list.length === 0) return [];
	const { entries, rest } = cutList(list, all);
	return [`  ${title}`, ...[...entries.flatMap(lines), ...rest].map((line) => `    ${line}`)];
}
