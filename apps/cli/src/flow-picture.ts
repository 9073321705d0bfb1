import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawFlow, type RaspInput, type Session, type SOp } from '@alta-ts/rasp';
import { systemReason } from './files.js';
import type { Io } from './io.js';
import { writeNote } from './note.js';

/** Writes what a `draw` of the console draws into the folder `comp_flows`, and says where it is. */
export function writeFlowPicture(drawn: SOp, input: RaspInput, session: Session, io: Io): void {
	const name = `${session.labels.of(drawn)}(${input.text})`.replace(/[^\p{L}\p{N}()_ .,-]/gu, '_').slice(0, 100);
	const file = join('comp_flows', `${name}.svg`);
	try {
		mkdirSync(join(io.cwd, 'comp_flows'), { recursive: true });
		writeFileSync(join(io.cwd, file), drawFlow(drawn, input, session.labels));
		writeNote(`drawn in ${file}`, io);
	} catch (error) {
		writeNote(`${file} cannot be written. ${systemReason(error)}`, io);
	}
}
