/** Thrown when decisions take more steps than they may. It is caught where the budget was given, and never reaches a caller. */
class OverBudget extends Error {}

/** Counts steps, and throws when there are too many. */
export function stepBudget(most: number): (children: number) => void {
	let left = most;
	return (children) => {
		left -= children;
		if (left < 0) throw new OverBudget('internal: more steps than the budget has');
	};
}

/** Whether an error says that a budget was used up. */
export function isOverBudget(error: unknown): boolean {
	return error instanceof OverBudget;
}
