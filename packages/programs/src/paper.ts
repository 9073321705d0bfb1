import type { PaperReference } from './task.js';

/** The paper that most programs of the library come from. */
export const altaPaper: PaperReference = {
	title: 'ALTA: Compiler-Based Analysis of Transformers',
	url: 'https://arxiv.org/abs/2410.18077',
};

/** The paper that RASP comes from. */
export const raspPaper: PaperReference = {
	title: 'Thinking Like Transformers',
	url: 'https://arxiv.org/abs/2106.06981',
};

/** The paper that Tracr comes from. */
export const tracrPaper: PaperReference = {
	title: 'Tracr: Compiled Transformers as a Laboratory for Interpretability',
	url: 'https://arxiv.org/abs/2301.05062',
};
