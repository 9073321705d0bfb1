export { AltaError, altaError, isAltaError, throwProblems } from './alta-error.js';
export { closest } from './closest.js';
export { describeValue } from './describe-value.js';
export { type Paint, type PrintOptions, printProblem, printProblems } from './print.js';
export { type CodeEntry, type CodeTable, type Problem, type ProblemFacts, problem, type Span, warning } from './problem.js';
export { shortened } from './shortened.js';
