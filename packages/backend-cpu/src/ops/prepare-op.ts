import type { Op } from '@alta-ts/tensor';
import type { Preparation, Runner } from '../runner.js';
import { prepareAdd } from './add.js';
import { prepareArgmax } from './argmax.js';
import { prepareAttention } from './attention.js';
import { prepareGather } from './gather.js';
import { prepareHalt } from './halt.js';
import { prepareLayerNorm } from './layer-norm.js';
import { prepareLinear } from './linear.js';
import { prepareSoftmax } from './softmax.js';

/** Makes an op ready to run. */
export function prepareOp(op: Op, preparation: Preparation): Runner {
	switch (op.op) {
		case 'gather':
			return prepareGather(op, preparation);
		case 'linear':
			return prepareLinear(op, preparation);
		case 'attention':
			return prepareAttention(op, preparation);
		case 'add':
			return prepareAdd(op, preparation);
		case 'layer-norm':
			return prepareLayerNorm(op, preparation);
		case 'softmax':
			return prepareSoftmax(op, preparation);
		case 'argmax':
			return prepareArgmax(op, preparation);
		case 'halt':
			return prepareHalt(op);
	}
}
