import { type Cause, type Derivation, explainRow, type RowAt, type RowExplanation } from '@alta-ts/compiler';
import { type Program, showValue, type Value } from '@alta-ts/core';
import { type AltaError, altaError, closest } from '@alta-ts/diagnostics';
import { showRow } from '@alta-ts/interpreter';

const FULL = /^stage (\d+), layer (\d+), update (\d+), row (\d+)$/;
const BY_VARIABLE = /^(.+):(\d+)$/;

/**
 * Finds a row: `stage 0, layer 0, update 3, row 17`, or `symbolId:17` for the eighteenth of all rows that write symbolId.
 *
 * @throws ALTA9004 where there is none.
 */
export function rowNamed(program: Program, text: string): RowAt {
	const rows = allRows(program);
	const [, stage, layer, update, row] = FULL.exec(text.trim()) ?? [];
	const [, variable, index] = BY_VARIABLE.exec(text.trim()) ?? [];
	const found =
		stage === undefined
			? rows.filter(({ writes }) => writes === variable)[Number(index)]
			: rows.find(({ at }) => [at.stage, at.layer, at.update, at.row].join() === [stage, layer, update, row].map(Number).join());
	if (found === undefined) throw noSuchRow(program, text);
	return found.at;
}

function allRows({ stages }: Program): readonly { readonly at: RowAt; readonly writes: string }[] {
	return stages.flatMap(({ layers }, stage) =>
		layers.flatMap(({ updates }, layer) =>
			updates.flatMap((each, update) =>
				'linear' in each ? [] : each.rows.map((_, row) => ({ at: { stage, layer, update, row }, writes: each.writes })),
			),
		),
	);
}

function noSuchRow(program: Program, text: string): AltaError {
	const counts = new Map<string, number>();
	for (const { writes } of allRows(program)) counts.set(writes, (counts.get(writes) ?? 0) + 1);
	const variable = BY_VARIABLE.exec(text.trim())?.[1];
	if (variable !== undefined && !counts.has(variable)) throw noSuchVariable(program, variable, [...counts.keys()]);
	const known = [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
	return altaError('ALTA9004', {
		what: `${program.name} has no row "${text}".`,
		where: ['--why'],
		why: `Rows are counted from 0. So many write each variable: ${known === '' ? 'none' : known}.`,
		fix: 'Write VARIABLE:N, for example done:0, or stage 0, layer 0, update 0, row 0.',
	});
}

function noSuchVariable(program: Program, name: string, written: readonly string[]): AltaError {
	const isThere = program.variables.some((variable) => variable.name === name);
	const near = closest(name, written);
	const list = written.join(', ');
	return altaError('ALTA9004', {
		what: isThere ? `No row of ${program.name} writes "${name}".` : `${program.name} has no variable "${name}".`,
		where: ['--why'],
		why: list === '' ? 'It has no rows.' : `Rows write ${list}.`,
		fix: near === undefined ? 'Write VARIABLE:N with one of these, counted from 0.' : `Write ${near}:0, for example.`,
	});
}

/** Tells why a row can fire, or why it never does, as text or JSON. */
export function whyRow(program: Program, at: RowAt, asJson: boolean): string {
	const update = program.stages[at.stage]?.layers[at.layer]?.updates[at.update];
	const row = update !== undefined && 'rows' in update ? update.rows[at.row] : undefined;
	const explanation = explainRow(program, at);
	if (update === undefined || row === undefined || explanation === undefined) throw new Error('internal: no such row');
	const shown = showRow({ kind: 'table', ...at, writes: update.writes, when: row.when, value: row.value });
	return asJson ? json(shown, explanation) : text(shown, explanation);
}

function json(row: string, { at, canFire, steps, missing }: RowExplanation): string {
	const report = {
		row,
		at,
		canFire,
		steps: steps.map(({ variable, value, from }) => ({ variable, value: jsonValue(value), from: causeJson(from) })),
		missing: missing.map(({ variable, values }) => ({ variable, values: values.map(jsonValue) })),
	};
	return `${JSON.stringify(report, null, 2)}\n`;
}

/** A value as JSON has it: undefined as null, a set as a list. */
function jsonValue(value: Value): unknown {
	return typeof value === 'object' ? [...value] : (value ?? null);
}

function causeJson(from: Cause): object {
	return from.kind === 'row' ? { ...from, where: from.where.map(({ variable, value }) => ({ variable, value: jsonValue(value) })) } : from;
}

function text(row: string, { at, canFire, steps, missing }: RowExplanation): string {
	const title = `${place(at)}: ${row}\n`;
	if (!canFire) {
		const reads = missing.map(
			({ variable, values }) => `  ${variable} is never ${values.map(showValue).join(' or ')} where the row reads it\n`,
		);
		return `${title}never fires:\n${reads.join('')}`;
	}
	if (steps.length === 0) return `${title}can fire: it asks for nothing\n`;
	return `${title}can fire, since\n${steps.map((step) => `  ${stepText(step)}\n`).join('')}`;
}

function stepText({ variable, value, from }: Derivation): string {
	return `${variable} is ${showValue(value)}: ${causeText(from)}`;
}

function causeText(from: Cause): string {
	switch (from.kind) {
		case 'init':
			if (from.tokens !== undefined) return `it starts so at token ${from.tokens.map((token) => JSON.stringify(token)).join(', ')}`;
			return from.positions === undefined ? 'it starts so everywhere' : `it starts so at position ${from.positions.join(', ')}`;
		case 'head':
			return from.reads === null ? 'its head gives that' : `its head reads ${from.reads}`;
		case 'row':
			return `${place(from.at)} writes it${asked(from.where)}`;
		case 'linear':
			return `a linear map of ${from.reads.join(', ')} writes it`;
	}
}

function asked(where: readonly { readonly variable: string; readonly value: Value }[]): string {
	return where.length === 0 ? '' : ` where ${where.map(({ variable, value }) => `${variable} = ${showValue(value)}`).join(', ')}`;
}

function place({ stage, layer, update, row }: RowAt): string {
	return `stage ${stage}, layer ${layer}, update ${update}, row ${row}`;
}
