/** What the passes for the standard target know besides the context. */
export interface StandardSetting {
	/** Whether no position sees a later one. */
	readonly causal: boolean;
	/** The coordinate that is 1 at the sink; undefined for a model without one. */
	readonly sink: number | undefined;
	/** The coordinate that is 1 at a position, from 0 to the longest input; empty where no head asks for positions. */
	readonly positions: readonly number[];
	/** Whether these coordinates are the target's own, and not those of a variable. */
	readonly ownPositions: boolean;
	/** The first of the coordinates in which blocks of a layer hand numbers on; all coordinates from there are. */
	readonly scratch: number;
}
