import { expect, test } from 'vitest';
import { allCommands } from './all-commands.js';
import { actionsOf, writeCommand } from './command.js';
import { readCommand } from './read-command.js';

function meaning(text: string): string {
	return actionsOf(readCommand('scan', text.split(' '))).join(' ');
}

test('commands mean what the data set says', () => {
	expect(meaning('jump')).toBe('I_JUMP');
	expect(meaning('turn left')).toBe('I_TURN_LEFT');
	expect(meaning('jump left twice')).toBe('I_TURN_LEFT I_JUMP I_TURN_LEFT I_JUMP');
	expect(meaning('walk opposite right')).toBe('I_TURN_RIGHT I_TURN_RIGHT I_WALK');
	expect(meaning('look around left')).toBe(Array<string>(4).fill('I_TURN_LEFT I_LOOK').join(' '));
	expect(meaning('turn around right')).toBe(Array<string>(4).fill('I_TURN_RIGHT').join(' '));
	expect(meaning('run and walk thrice')).toBe('I_RUN I_WALK I_WALK I_WALK');
	expect(meaning('run after walk')).toBe('I_WALK I_RUN');
});

test('every command that the grammar derives is read as what it was written from', () => {
	const commands = allCommands();
	expect(commands.length).toBe(20_910);
	const unlike = commands.filter(
		(command) => JSON.stringify(readCommand('scan', writeCommand(command).split(' '))) !== JSON.stringify(command),
	);
	expect(unlike).toEqual([]);
});

test('unknown words are ALTA8004, each of them, with the nearest word', () => {
	expect(() => meaning('jmp twice and I_WALK')).toThrow(
		/ALTA8004: "jmp"[\s\S]*word 1[\s\S]*Write "jump"[\s\S]*ALTA8004: "I_WALK"[\s\S]*word 4/,
	);
});

test.each([
	['twice', 'word 1', 'walk, look, run, jump or turn'],
	['turn', 'end of the text', 'left, right, opposite or around after "turn"'],
	['turn twice', 'word 2', 'left, right, opposite or around after "turn"'],
	['jump around', 'end of the text', 'left or right after "jump around"'],
	['jump around twice', 'word 3', 'left or right'],
	['jump left right', 'word 3', 'twice, thrice, and or after'],
	['jump walk', 'word 2', 'left, right, opposite, around, twice, thrice, and or after'],
	['jump twice thrice', 'word 3', 'and or after after "jump twice"'],
	['jump and', 'end of the text', 'walk, look, run, jump or turn'],
	['jump and walk and run', 'word 4', 'left, right, opposite, around, twice, thrice or nothing more'],
	['jump after walk twice twice', 'word 5', 'nothing more'],
])('"%s" is ALTA8020 at %s', (text, place, expected) => {
	expect(() => meaning(text)).toThrow('ALTA8020');
	expect(() => meaning(text)).toThrow(`${place}\n`);
	expect(() => meaning(text)).toThrow(`The grammar of SCAN has ${expected}`);
});

test('an empty text is ALTA8020', () => {
	expect(() => readCommand('scan', [])).toThrow(/ALTA8020: The command ends too early/);
});
