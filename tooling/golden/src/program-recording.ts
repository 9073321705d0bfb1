import { type JsonObject, optional, readList, readNumber, readNumberOrNull, readObject, readString } from './json.js';

/** A recorded value: a number (truth values are 0 and 1), an ascending list for a set, or null for undefined. */
export type RecordedValue = number | readonly number[] | null;

/** Recorded variables by name, one value a position. */
export type RecordedColumns = Readonly<Record<string, readonly RecordedValue[]>>;

/** A recorded program: what it was run on, and everything that happened. Rules and weights are the recorded system's own and not read. */
export interface ProgramRecording {
	/** What it is in its file: `file` itself, or the key it stands under. */
	readonly name: string;
	readonly maxLength: number | undefined;
	/** The most padding before an input. */
	readonly padding: number | undefined;
	/** How many different tokens there are. */
	readonly inputRange: number | undefined;
	/** How many positions a program takes that knows them by number. */
	readonly positionRange: number | undefined;
	/** Names of the head outputs, in order. */
	readonly heads: readonly string[] | undefined;
	readonly cases: readonly RecordedCase[];
	/** Runs until the program halted. */
	readonly haltingCases: readonly RecordedCase[];
	/** Runs until the program was done, of which only the answers are recorded. */
	readonly answers: readonly RecordedAnswer[];
	readonly unknownKeys: readonly string[];
}

/** One run. What is absent was not recorded. */
export interface RecordedCase {
	readonly input: readonly number[];
	/** The input as our codecs read it. */
	readonly text: string | undefined;
	readonly positionShift: number;
	/** How many layers were executed. */
	readonly layersRun: number | undefined;
	readonly initial: RecordedColumns | undefined;
	readonly layers: readonly RecordedLayer[] | undefined;
	readonly output: readonly RecordedValue[] | undefined;
	/** What our codecs make of the output. */
	readonly expected: string | undefined;
}

/** A run of which only the answer is recorded. */
export interface RecordedAnswer {
	/** The input as our codecs read it. */
	readonly text: string;
	/** What our codecs make of the output. */
	readonly expected: string | undefined;
	/** How many layers it took. */
	readonly layers: number | undefined;
}

/** One layer: all head outputs after attention, and the other variables that the update changed. */
export interface RecordedLayer {
	readonly attention: RecordedColumns;
	readonly mlp: RecordedColumns;
}

const FILE_KEYS = [
	'format',
	'program',
	'build_args',
	'input_range',
	'position_range',
	'output_variable',
	'halt',
	'variables',
	'heads',
	'rules',
	'compiled',
	'cases',
	'halting_cases',
	'fixed_depth_case',
	'quirks',
	'errors',
	'long',
	'padded',
	'output_only',
];
const CASE_KEYS = [
	'input',
	'text',
	'bits',
	'memory',
	'memory_out',
	'expected',
	'label',
	'max_layers',
	'layers_run',
	'position_shift',
	'initial',
	'layers',
	'output',
	'expected_last',
	'rules_fired',
	'compiled',
	'padding',
	'output_tokens',
	'rules_applied',
];
/** Where the words of an answer stand is in `output` as well. */
const ANSWER_KEYS = ['text', 'padding', 'layers_to_done', 'output_tokens', 'output_positions'];

/** Recorded actions that the data set calls something else. */
const TURNS: ReadonlyMap<string, string> = new Map([
	['LTURN', 'I_TURN_LEFT'],
	['RTURN', 'I_TURN_RIGHT'],
]);

/** Reads a recorded program, and those under its keys `long` and `padded`, if there are any. */
export function readRecordings(value: unknown, place: string, name = 'file'): readonly ProgramRecording[] {
	const file = readObject(value, place);
	const more = ['long', 'padded'].flatMap((key) => (file[key] === undefined ? [] : readRecordings(file[key], `${place}.${key}`, key)));
	return [readRecording(file, place, name), ...more];
}

function readRecording(file: JsonObject, place: string, name: string): ProgramRecording {
	const buildArguments = optional(file.build_args, `${place}.build_args`, readObject);
	const fixedDepth = file.fixed_depth_case === undefined ? [] : [file.fixed_depth_case];
	const cases = [...(optional(file.cases, `${place}.cases`, readUnknowns) ?? []), ...fixedDepth];
	const halting = optional(file.halting_cases, `${place}.halting_cases`, readUnknowns) ?? [];
	const answers = optional(file.output_only, `${place}.output_only`, (list, at) => readList(list, at, readObject)) ?? [];
	return {
		name,
		padding: optional(buildArguments?.max_num_padding, `${place}.build_args.max_num_padding`, readNumber),
		answers: answers.map((each, index) => readAnswer(each, `${place}.output_only[${index}]`)),
		inputRange: optional(file.input_range, `${place}.input_range`, readNumberOrNull) ?? undefined,
		positionRange: optional(file.position_range, `${place}.position_range`, readNumberOrNull) ?? undefined,
		maxLength: optional(buildArguments?.max_input_length, `${place}.build_args.max_input_length`, readNumber),
		heads: optional(file.heads, `${place}.heads`, (heads) =>
			readList(heads, `${place}.heads`, (head, at) => readString(readObject(head, at).output, `${at}.output`)),
		),
		cases: cases.map((each, index) => readCase(each, `${place}.cases[${index}]`)),
		haltingCases: halting.map((each, index) => readCase(each, `${place}.halting_cases[${index}]`)),
		unknownKeys: [
			...Object.keys(file).filter((key) => !FILE_KEYS.includes(key)),
			...[...cases, ...halting].flatMap((each) => Object.keys(readObject(each, place)).filter((key) => !CASE_KEYS.includes(key))),
			...answers.flatMap((each) => Object.keys(each).filter((key) => !ANSWER_KEYS.includes(key))),
		],
	};
}

function readUnknowns(value: unknown, place: string): readonly unknown[] {
	return readList(value, place, (entry) => entry);
}

function readCase(value: unknown, place: string): RecordedCase {
	const each = readObject(value, place);
	const input = readList(each.input, `${place}.input`, readNumber);
	const columns = (from: unknown, at: string): RecordedColumns => readColumns(from, at, input.length);
	const maxLayers = optional(each.max_layers, `${place}.max_layers`, readNumberOrNull);
	return {
		input,
		text: readText(each, place),
		positionShift: optional(each.position_shift, `${place}.position_shift`, readNumber) ?? 0,
		// Given a limit of N, the recorded interpreter executes N + 1 layers.
		layersRun: optional(each.layers_run, `${place}.layers_run`, readNumber) ?? (typeof maxLayers === 'number' ? maxLayers + 1 : undefined),
		initial: optional(each.initial, `${place}.initial`, columns),
		layers: optional(each.layers, `${place}.layers`, (layers, at) =>
			readList(layers, at, (layer, here) => readLayer(layer, here, columns)),
		),
		output: optional(each.output, `${place}.output`, (output, at) => readList(output, at, readValue)),
		expected: readExpected(each, place),
	};
}

function readAnswer(each: JsonObject, place: string): RecordedAnswer {
	return {
		text: readCommand(each, place),
		expected: readExpected(each, place),
		layers: optional(each.layers_to_done, `${place}.layers_to_done`, readNumber),
	};
}

/** Bits and memories are numbers; a sum is recorded with marks around it; what comes with actions or rules is a command. */
function readText(each: JsonObject, place: string): string | undefined {
	const numbers = each.bits ?? each.memory;
	if (numbers !== undefined) return readList(numbers, place, readNumber).join(' ');
	if (each.output_tokens !== undefined || each.rules_applied !== undefined) return readCommand(each, place);
	const text = optional(each.text, `${place}.text`, readString) ?? '';
	return /^s(\d+\+\d+)e$/.exec(text)?.[1];
}

function readCommand(each: JsonObject, place: string): string {
	const padding = optional(each.padding, `${place}.padding`, readNumber) ?? 0;
	return `${'pad '.repeat(padding)}${readString(each.text, `${place}.text`)}`;
}

function readExpected(each: JsonObject, place: string): string | undefined {
	const last = optional(each.expected_last, `${place}.expected_last`, readNumber);
	if (last !== undefined) return String(last);
	const words = (list: unknown, at: string): readonly string[] => readList(list, at, readString);
	const actions = optional(each.output_tokens, `${place}.output_tokens`, words);
	if (actions !== undefined) return actions.map((action) => TURNS.get(action) ?? `I_${action}`).join(' ');
	const rules = optional(each.rules_applied, `${place}.rules_applied`, words);
	if (rules !== undefined) return rules.join('; ');
	const memory = optional(each.memory_out, `${place}.memory_out`, (numbers, at) => readList(numbers, at, readNumber));
	return memory?.join(' ') ?? optional(each.expected, `${place}.expected`, readString);
}

function readLayer(value: unknown, place: string, columns: (from: unknown, at: string) => RecordedColumns): RecordedLayer {
	const layer = readObject(value, place);
	return { attention: columns(layer.attention ?? {}, `${place}.attention`), mlp: columns(layer.mlp ?? {}, `${place}.mlp`) };
}

/** Reads columns: a list over positions each, or `{"all": value}` where every position holds the same. */
function readColumns(value: unknown, place: string, length: number): RecordedColumns {
	return Object.fromEntries(
		Object.entries(readObject(value, place)).map(([name, column]) => {
			const at = `${place}.${name}`;
			if (Array.isArray(column)) return [name, readList(column, at, readValue)];
			const all = readValue(readObject(column, at).all, `${at}.all`);
			return [name, Array.from({ length }, () => all)];
		}),
	);
}

/** Reads one recorded value. */
export function readValue(value: unknown, place: string): RecordedValue {
	if (value === null) return null;
	if (typeof value === 'boolean') return Number(value);
	return Array.isArray(value) ? readList(value, place, readNumber) : readNumber(value, place);
}
