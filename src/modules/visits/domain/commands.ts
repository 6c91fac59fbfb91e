const FORM_AND_RIGHT = ['malformed', 'forbidden'] as const;

/** The commands of this module, each with all codes that it is refused with: its words have a sentence for each. */
export const COMMANDS = {
	'team.change': [...FORM_AND_RIGHT, 'changed-meanwhile', 'unknown-person'],
	'team.bring-again': [...FORM_AND_RIGHT, 'not-recovering', 'too-many'],
	'outage-settings.change': [...FORM_AND_RIGHT, 'settings-changed'],
	'copies.made': [...FORM_AND_RIGHT, 'already-there'],
	'copies.destroyed': [...FORM_AND_RIGHT, 'unknown-copy'],
	'sheet-pictures.keep': [...FORM_AND_RIGHT, 'file-not-allowed'],
	'keys.write': [...FORM_AND_RIGHT, 'not-opened', 'unknown-recipient', 'changed-meanwhile'],
	'keys.remove': [...FORM_AND_RIGHT, 'not-opened', 'unknown-recipient', 'changed-meanwhile'],
	'keys.look': FORM_AND_RIGHT
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The kind of a command of this module. */
export type CommandKind = keyof typeof COMMANDS;

/** The codes that a command of a kind is refused with. */
export type RefusalOf<Kind extends CommandKind> = (typeof COMMANDS)[Kind][number];
