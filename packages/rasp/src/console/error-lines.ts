import type { RaspError } from '../graph/rasp-error.js';

/** How the paper's console tells of an error: by its class. */
export function errorLines({ kind, detail }: RaspError): readonly string[] {
	switch (kind) {
		case 'syntax':
			return [syntaxLine(detail)];
		case 'UndefinedVariable':
		case 'ReservedName':
			return ['\t\t!!ignoring input:', `\t Error: ${detail}`];
		case 'NotImplemented':
			return ['not implemented this command yet! ignoring'];
		case 'host':
			return [`something went wrong: ${detail}`];
		default:
			return ['\t\t!!ignoring input:', `\t ${detail}`];
	}
}

/** How the paper's console tells that a text is not RASP. */
export function syntaxLine(detail: string): string {
	return `\t!! antlr exception: ${detail} \t-- ignoring input`;
}
