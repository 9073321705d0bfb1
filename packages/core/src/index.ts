export type { Span } from '@alta-ts/diagnostics';
export { createDiagramBuilder, type Diagram, type DiagramBuilder, type DiagramRow, KEEP, type OnConflict } from './diagram.js';
export { bucketOf, domainIndex, domainOf, sameValue, showValue, valueKey } from './domain.js';
export { initialValues } from './initial-values.js';
export { nullableVariables } from './nullable.js';
export { parseProgram } from './parse-program.js';
export { printProgram } from './print-program.js';
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
export { findRowConflicts, type RowConflict, type RowReference } from './row-conflicts.js';
export { createTerminals, diagramSizes, diagramTable, type Terminals, tableDiagram } from './table-diagram.js';
export type { Columns, FiredRow, LayerTrace, LeftOut, Trace } from './trace.js';
export { checkProgram, validateProgram } from './validate.js';
