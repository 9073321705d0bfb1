import type { Op } from '@alta-ts/tensor';
import type { PreparedOp } from '../run/command.js';
import { prepareAdd } from './add.js';
import { prepareAttention } from './attention.js';
import { prepareGather } from './gather.js';
import { prepareHalt } from './halt.js';
import { prepareLinear } from './linear.js';
import type { Preparation } from './preparation.js';
import { prepareRows } from './rows.js';

/** Makes an op ready: which kernels it takes, and what they are given. */
export function prepareOp(op: Op, preparation: Preparation): PreparedOp {
	switch (op.op) {
		case 'gather':
			return prepareGather(op, preparation);
		case 'linear':
			return prepareLinear(op, preparation);
		case 'attention':
			return prepareAttention(op, preparation);
		case 'add':
			return prepareAdd(op);
		case 'halt':
			return prepareHalt(op);
		default:
			return prepareRows(op);
	}
}
