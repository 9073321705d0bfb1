import type { Failure } from './failure.js';
import type { Machine } from './machine.js';

/** One thing that is asked of the machine in the worker. */
export type Request = { [M in keyof Machine]: { readonly method: M; readonly argument: Parameters<Machine[M]>[0] } }[keyof Machine];

/** What it answers. */
export type Reply = { readonly value: Awaited<ReturnType<Machine[keyof Machine]>> } | { readonly failure: Failure };
