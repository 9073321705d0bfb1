/** Something that runs use, and that is freed when nobody needs it any more. */
export interface InUse {
	/** Keeps it while a run is under way. */
	during<Result>(run: () => Promise<Result>): Promise<Result>;
	/** Frees it: at once, or after the runs that are under way. */
	free(): void;
}

/** Guards something by the runs that use it. `free` gives it back, and is called once. */
export function whileInUse(free: () => void): InUse {
	let runs = 0;
	let wanted = true;
	const freeIdle = (): void => {
		if (!wanted && runs === 0) free();
	};
	return {
		during: async (run) => {
			runs++;
			try {
				return await run();
			} finally {
				runs--;
				freeIdle();
			}
		},
		free: () => {
			if (!wanted) return;
			wanted = false;
			freeIdle();
		},
	};
}
