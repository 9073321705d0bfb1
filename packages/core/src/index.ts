export type { Span } from '@alta-ts/diagnostics';
export {
	type Attend,
	type AttendBase,
	type AttendEverywhere,
	type AttendMatch,
	type AttendOffset,
	type AttendSpec,
	type AttendWhere,
	attend,
	type Selector,
} from './attend.js';
export { codes } from './codes.js';
export {
	categorical,
	type Declared,
	type DeclaredCategorical,
	type DeclaredNumerical,
	type DeclaredSet,
	type Initialiser,
	numerical,
	range,
	type Shown,
	set,
} from './declare.js';
export { defineProgram } from './define-program.js';
export { createDiagramBuilder, type Diagram, type DiagramBuilder, type DiagramRow, KEEP, type OnConflict } from './diagram.js';
export { bucketOf, domainIndex, domainOf, sameValue, showValue, valueKey } from './domain.js';
export { type EnumerateOptions, enumerateRows } from './enumerate-rows.js';
export { initialValues } from './initial-values.js';
export { nullableVariables } from './nullable.js';
export { parseProgram } from './parse-program.js';
export { printProgram } from './print-program.js';
export type { Profile } from './profile.js';
export type {
	Atom,
	CategoricalVariable,
	Combine,
	Condition,
	Empty,
	Head,
	Init,
	Layer,
	LinearUpdate,
	Match,
	NumericalVariable,
	OffsetMatch,
	OffsetSet,
	Output,
	Program,
	Readout,
	ReadoutTerm,
	Repeat,
	Row,
	SetVariable,
	Stage,
	Table,
	TableUpdate,
	Update,
	Value,
	Variable,
	VariableMatch,
} from './program.js';
export { PROGRAM_FORMAT } from './program.js';
export type { ConditionSpec, HeadSpecs, Heads, LayerSpec, LinearSpec, ProgramSpec, StageSpec, UpdateSpec } from './program-spec.js';
export type { Conditions, EachBody, RowBuilder } from './row-builder.js';
export { findRowConflicts, type RowConflict, type RowReference } from './row-conflicts.js';
export type { Asking, HeadType, HeadTypes, NamedType, Names, Reading, State, Tracer, TypeOf, Types, Variables } from './state-types.js';
export { createTerminals, diagramSizes, diagramTable, type Terminals, tableDiagram } from './table-diagram.js';
export type { Columns, FiredRow, LayerTrace, LeftOut, Trace } from './trace.js';
export { type TracedFunctions, type TraceOptions, traceFunctions } from './trace-function.js';
export { shapeProblem } from './validate/shape.js';
export { checkProgram, validateProgram } from './validate.js';
