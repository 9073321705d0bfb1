import type { Plan } from './plan.js';
/** tmp */
export function checkPlan(_plan: Plan): void {}
