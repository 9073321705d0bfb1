import type { Layer, Span } from '@alta-ts/core';
import type { RowRange } from '@alta-ts/model';
import type { Context } from '../context.js';
import type { Decision } from './decision.js';
import { describeConditions } from './describe-rule.js';
import { rowFinder, type Written } from './rows-behind.js';
import type { Rule } from './rules.js';

/** Where the units of a table come from. */
export interface TableSource {
	readonly path: readonly string[];
	/** The layer as its author wrote it. */
	readonly layer: Layer;
	readonly variable: string;
}

/**
 * Gives the source of the units of a rule: its conditions, what it writes, and the rows it stands for.
 *
 * @param written what a row must write to be one of these.
 * @param writes in words; undefined where the old value is erased.
 */
export type RuleSources = (rule: Rule, written: Written, writes?: string) => number;

/** The sources of the rules of a decision. */
export function ruleSources(context: Context, { path, layer, variable }: TableSource, decision: Decision): RuleSources {
	const find = rowFinder(layer, variable, decision);
	return (rule, written, writes) => {
		const rows = find(rule, written);
		const when = describeConditions(decision, rule);
		const span = spanOf(layer, rows);
		return context.sources.of([...path, `${writes ?? `${variable} is erased`} where ${when}`], {
			...(span === undefined ? {} : { span }),
			rule: { when, ...(writes === undefined ? {} : { writes }), rows },
		});
	};
}

/** The span of the first row that has one. */
function spanOf({ updates }: Layer, rows: readonly RowRange[]): Span | undefined {
	for (const { update, first, last } of rows) {
		const table = updates[update];
		const own = table !== undefined && 'rows' in table ? table.rows.slice(first, last + 1) : [];
		for (const { source } of own) if (source !== undefined) return source;
	}
	return undefined;
}
