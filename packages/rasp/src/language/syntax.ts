import type { Span } from '@alta-ts/diagnostics';

/** The text of a whole RASP source: its statements in order. Every node knows the span it was read from. */
export interface Program {
	readonly kind: 'program';
	readonly statements: readonly Item[];
	readonly span: Span;
}

/** What may stand at the top: statements, commands of the console, and comments. */
export type Item = Statement | Command | Comment;

/** What may stand in a function or a loop. */
export type BodyItem = Statement | Comment;

export interface Comment {
	readonly kind: 'comment';
	/** From the `#` to the end of the line. */
	readonly text: string;
	/** Whether it stands on the line on which the item before it ends. */
	readonly trailing: boolean;
	readonly span: Span;
}

export type Statement =
	| { readonly kind: 'expression'; readonly expression: Expression; readonly span: Span }
	| { readonly kind: 'assign'; readonly names: readonly Name[]; readonly values: readonly Expression[]; readonly span: Span }
	| { readonly kind: 'draw'; readonly drawn: Expression; readonly input?: Expression; readonly span: Span }
	| { readonly kind: 'load'; readonly path: string; readonly span: Span }
	| FunctionDefinition
	| {
			readonly kind: 'for';
			readonly names: readonly Name[];
			readonly iterable: Expression;
			readonly body: readonly BodyItem[];
			readonly span: Span;
	  };

export interface FunctionDefinition {
	readonly kind: 'def';
	readonly name: Name;
	readonly parameters: readonly Name[];
	readonly body: readonly BodyItem[];
	readonly results: readonly Expression[];
	/** Comments after the last result. */
	readonly ending: readonly Comment[];
	readonly span: Span;
}

/** The kinds of example that a command is about. */
export type Which = 'both' | 's-op' | 'selector';

/** Commands of the console. They end without a semicolon. */
export type Command =
	| { readonly kind: 'set example'; readonly which: Which; readonly example: Expression; readonly span: Span }
	| { readonly kind: 'show example'; readonly which: Which; readonly span: Span }
	| { readonly kind: 'examples'; readonly which: Which; readonly on: boolean; readonly span: Span }
	| { readonly kind: 'full display'; readonly on: boolean; readonly span: Span }
	| { readonly kind: 'exit'; readonly span: Span };

/** A name being bound. */
export interface Name {
	readonly name: string;
	readonly span: Span;
}

export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '^';
export type Comparison = '==' | '<' | '>' | '<=' | '>=';
export type BinaryOperator = 'in' | 'and' | 'or' | Comparison | Arithmetic;
export type UnaryOperator = 'not' | '-' | '+';
/** What `select` compares keys with queries by. */
export type Predicate = Comparison | '!=';

export type Expression =
	| { readonly kind: 'int' | 'float'; readonly text: string; readonly span: Span }
	| { readonly kind: 'string'; readonly value: string; readonly span: Span }
	| { readonly kind: 'name'; readonly name: string; readonly span: Span }
	/** An expression in parentheses. */
	| { readonly kind: 'group'; readonly inner: Expression; readonly span: Span }
	| { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression; readonly span: Span }
	| Binary
	| {
			readonly kind: 'if';
			readonly whenTrue: Expression;
			readonly condition: Expression;
			readonly whenFalse: Expression;
			readonly span: Span;
	  }
	| { readonly kind: 'index'; readonly container: Expression; readonly index: Expression; readonly span: Span }
	| { readonly kind: 'call'; readonly callee: Expression; readonly operands: readonly Expression[]; readonly span: Span }
	| { readonly kind: 'list'; readonly items: readonly Expression[]; readonly span: Span }
	| { readonly kind: 'dict'; readonly entries: readonly Entry[]; readonly span: Span }
	| {
			readonly kind: 'list for';
			readonly value: Expression;
			readonly names: readonly Name[];
			readonly iterable: Expression;
			readonly span: Span;
	  }
	| {
			readonly kind: 'dict for';
			readonly entry: Entry;
			readonly names: readonly Name[];
			readonly iterable: Expression;
			readonly span: Span;
	  }
	| {
			readonly kind: 'select';
			readonly keys: Expression;
			readonly queries: Expression;
			readonly predicate: Predicate;
			readonly span: Span;
	  }
	| {
			readonly kind: 'aggregate';
			readonly selector: Expression;
			readonly value: Expression;
			readonly fallback?: Expression;
			readonly span: Span;
	  }
	| { readonly kind: 'round' | 'indicator' | 'len'; readonly operand: Expression; readonly span: Span }
	| { readonly kind: 'range' | 'zip'; readonly operands: readonly Expression[]; readonly span: Span };

/** An operator between two operands. Chains lean left: `a - b - c` is `(a - b) - c`. */
export interface Binary {
	readonly kind: 'binary';
	readonly operator: BinaryOperator;
	readonly left: Expression;
	readonly right: Expression;
	readonly span: Span;
}

export interface Entry {
	readonly key: Expression;
	readonly value: Expression;
}

/** The operands of a chain from left to right, however long, without going down into it: those that follow come with their operator. */
export function chain(binary: Binary): { readonly first: Expression; readonly rest: readonly Binary[] } {
	const rest: Binary[] = [];
	let first: Expression = binary;
	while (first.kind === 'binary') {
		rest.push(first);
		first = first.left;
	}
	return { first, rest: rest.reverse() };
}
