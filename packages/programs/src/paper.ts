import type { PaperReference } from './task.js';

/** The paper that most programs of the library come from. */
export const altaPaper: PaperReference = {
	title: 'ALTA: Compiler-Based Analysis of Transformers',
	url: 'https://arxiv.org/abs/2410.18077',
};
