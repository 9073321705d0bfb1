import type { CodeTable } from '@alta-ts/diagnostics';

/** The codes of everything that can go wrong while a program is written with the authoring API. */
export const authoringCodes: CodeTable = {
	ALTA1201: {
		title: 'Unknown variable in a function or row',
		help: 'An mlp function or a row builder named a variable that the program does not declare. Variables and head outputs are known by the names they have in `variables` and `heads`.',
	},
	ALTA1202: {
		title: 'Write to a head output',
		help: 'Only its head writes a head output, anew in every layer. Copy what you need into a variable of your own.',
	},
	ALTA1203: {
		title: 'Read after write',
		help: 'Reads give the value before the update, so reading a variable that the same block has already written would not give what was written. Keep the new value in a local constant.',
	},
	ALTA1204: {
		title: 'Written value outside the variable',
		help: 'A categorical or set variable takes its listed values only, a numerical one finite numbers. The message names the state that led to the value.',
	},
	ALTA1205: {
		title: 'Read of a numerical variable without values',
		help: 'A table compares a numerical variable by bucket, so it needs the bucket centres. List them in ascending order.',
	},
	ALTA1206: {
		title: 'The function threw an error',
		help: 'An mlp function is run for every combination of the values it reads, those included that no input leads to. It must return in all of them.',
	},
	ALTA1207: {
		title: 'Impure function',
		help: 'Run twice on the same state, the function read or wrote different things. It may depend on nothing but the state: no counters, no random numbers, no clock.',
	},
	ALTA1208: {
		title: 'Too many paths',
		help: 'Reads that do not depend on each other multiply. Put independent parts into separate functions (a record as `mlp`), into `z.also(…)`, or write lazily with `z.write(…)`.',
	},
	ALTA1209: {
		title: 'Two blocks write different values',
		help: 'In one and the same state, two functions, blocks or rows give a variable different values. Make one of them conditional on the other not applying.',
	},
	ALTA1210: {
		title: 'Asynchronous function',
		help: 'An mlp function must return before its reads and writes are complete, so it cannot be async.',
	},
	ALTA1211: {
		title: 'Write inside a lazy write',
		help: 'The function passed to `z.write` computes one value: it reads and returns, and does not write.',
	},
	ALTA1212: {
		title: 'Misuse of the state object',
		help: 'The object passed to an mlp function stands for a position while the function is traced. It cannot be enumerated or extended, and means nothing after the function has returned.',
	},
	ALTA1213: {
		title: 'Condition on a value outside the variable',
		help: 'A row builder asked for a value that the variable cannot hold, so the rows inside could never apply. A numerical variable is compared with its bucket centres.',
	},
	ALTA1214: {
		title: 'Function that does not end',
		help: 'One run of an mlp function read or wrote the state a million times. Reads give the value before the update, so a loop inside the function cannot wait for a variable to change.',
	},
	ALTA1220: {
		title: 'Name taken or reserved',
		help: 'Variables and heads share one space of names, in which `also`, `defined` and `write` are reserved.',
	},
	ALTA1221: {
		title: 'Unknown variable in a head',
		help: 'The value of a head is a declared variable, or the output of another head.',
	},
	ALTA1222: {
		title: 'Not one way of running',
		help: 'A program has exactly one of `halt` (one looped stage), `layers` (one stage of so many passes) and `stages`.',
	},
	ALTA1223: {
		title: 'Unknown head in a layer',
		help: 'A layer of `stages` names the heads it runs, by their names in `heads`.',
	},
	ALTA1224: {
		title: 'The initialiser threw an error',
		help: 'A function given as `byToken` is called once for every token, one given as `byPosition` for every position. It must return a value each time.',
	},
	ALTA1225: {
		title: 'Initialised by position without positions',
		help: 'A variable that is initialised by position needs to know how many positions there are. Give the program `positions`.',
	},
};
