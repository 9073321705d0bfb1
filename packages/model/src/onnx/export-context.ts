import type { Model } from '../model.js';
import type { Frame } from './frame.js';
import type { GraphDraft } from './graph-draft.js';
import type { OnnxWeights } from './weights.js';

/** What the parts of an export share. */
export interface ExportContext {
	readonly model: Model;
	/** The whole graph. What does not change from pass to pass is computed there, once. */
	readonly main: GraphDraft;
	readonly weights: OnnxWeights;
	readonly frame: Frame;
}
