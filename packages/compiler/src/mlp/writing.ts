import type { Variable } from '@alta-ts/core';
import type { VariableBlock } from '@alta-ts/model';
import type { Context } from '../context.js';
import type { Circuit } from './circuit.js';
import type { ConditionBuilder } from './conditions.js';
import type { Domains } from './decision.js';
import type { TableSource } from './rule-source.js';

/** What is written where: all tables of a layer that write one variable. */
export interface Writing {
	readonly context: Context;
	readonly units: Circuit;
	readonly conditions: ConditionBuilder;
	readonly domains: Domains;
	readonly variable: Variable;
	readonly block: VariableBlock;
	readonly table: TableSource;
}
