export { aggregate, length, named, select, selectorAnd, selectorNot, selectorOr, selectorWidth } from './builder/attention.js';
export { linearSequenceMap, map, sequenceMap } from './builder/elementwise.js';
export { categorical, numerical } from './builder/encoding.js';
export { full, indices, tokens } from './builder/primitives.js';
export type { Held, Sequence } from './builder/sequence.js';
export { codes } from './codes.js';
export type { ConsolePaint } from './console/console-paint.js';
export { createPaperConsole, type PaperConsole } from './console/paper-console.js';
export { createTerminalConsole, type TerminalConsole } from './console/terminal-console.js';
export { valueLines } from './console/value-lines.js';
export { drawFlow } from './draw/draw-flow.js';
export { type Flow, type FlowElementwise, type FlowHead, flowOf } from './draw/flow.js';
export { type FlowData, flowData } from './draw/flow-json.js';
export { analyseCost, type Cost, type HeadCost, type LayerCost } from './graph/cost.js';
export { createEvaluator, type EvaluateOptions, type Evaluation, evaluateGraph, evaluateSelector } from './graph/evaluate.js';
export type {
	Aggregate,
	Constant,
	Elementwise,
	GraphNode,
	Indices,
	NodeFacts,
	Operation,
	Select,
	Selector,
	SelectorNot,
	SelectorPair,
	SelectorWidth,
	SOp,
	TokenForm,
	Tokens,
} from './graph/node.js';
export { isSOp } from './graph/node.js';
export { EQ, FALSE, GEQ, GT, LEQ, LT, NEQ, type Predicate, TRUE } from './graph/predicate.js';
export { RaspError, type RaspErrorKind } from './graph/rasp-error.js';
export type { SelectorMatrix } from './graph/selector-matrix.js';
export type { GraphValue, Scalar, Tuple } from './graph/value.js';
export { lintRasp } from './language/lint.js';
export { type Parsed, parseRasp } from './language/parse.js';
export { parser as lezerParser } from './language/parser.generated.js';
export { printExpression, printRasp } from './language/print.js';
export type { Expression as RaspExpression, Program as RaspProgram, Statement as RaspStatement } from './language/syntax.js';
export { findFailingInput } from './lower/failing-input.js';
export { type Lowered, lower } from './lower/lower.js';
export type { LowerOptions } from './lower/options.js';
export { createSession } from './session/create-session.js';
export type { Example, Examples } from './session/examples.js';
export type { Labels } from './session/labels.js';
export type { Outcome } from './session/outcome.js';
export { resultJson } from './session/result.js';
export { sequenceText } from './session/sequence-text.js';
export { type SequenceType, sequenceType } from './session/sequence-type.js';
export type { Session, SessionHost, SessionOptions } from './session/session.js';
export type {
	Dict as RaspDict,
	FunctionValue as RaspFunction,
	Input as RaspInput,
	List as RaspList,
	Value as RaspValue,
} from './session/value.js';
