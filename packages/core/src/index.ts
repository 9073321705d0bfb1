export type { Span } from '@alta-ts/diagnostics';
export { nullableVariables } from './nullable.js';
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
export type { Columns, FiredRow, LayerTrace, LeftOut, Trace } from './trace.js';
