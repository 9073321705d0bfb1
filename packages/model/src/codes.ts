import type { CodeTable } from '@alta-ts/diagnostics';

/** The codes of this package. */
export const codes: CodeTable = {
	ALTA3001: { title: 'Index outside a tensor', help: 'A row or column was used that the tensor does not have.' },
	ALTA3002: {
		title: 'Weight that is not finite',
		help: 'Weights must be finite numbers. A NaN or an infinity would spread to every result that reads it.',
	},
	ALTA3003: {
		title: 'Tensor too large to be dense',
		help: 'Writing out every zero of this sparse tensor needs more memory than there is. Keep it sparse.',
	},
	ALTA3004: { title: 'Not a matrix', help: 'The operation is defined for tensors of two dimensions only.' },
	ALTA3101: {
		title: 'Blocks do not cover the width',
		help: 'The blocks of a layout follow one another from coordinate 0 to the width of the residual stream, without gaps or overlaps.',
	},
	ALTA3102: { title: 'Block of the wrong width', help: 'The kind and the values of a block say how many coordinates it has.' },
	ALTA3103: { title: 'Variable with two blocks', help: 'A variable has one block, and at most one guard.' },
	ALTA3104: { title: 'Guard of no variable', help: 'A guard says that a variable is undefined, so that variable needs a block.' },
	ALTA3105: {
		title: 'Values of a block that cannot be told apart',
		help: 'The values of a categorical block and the members of a set block are distinct; bucket centres ascend.',
	},
	ALTA3106: {
		title: 'Value that does not fit its block',
		help: 'A state holds a value that the block of its variable has no coordinates for.',
	},
	ALTA3107: { title: 'Row of the wrong length', help: 'A row of the residual stream has one number for each coordinate of the layout.' },
};
