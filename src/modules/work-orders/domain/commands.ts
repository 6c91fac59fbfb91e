import type { Act } from './order/commands.ts';
import { REFUSALS } from './order/verdict.ts';

/** The commands of this module, each with all codes that it is refused with: its words have a sentence for each. */
export const COMMANDS = {
	'work-orders.accept': REFUSALS,
	'work-orders.decline': REFUSALS,
	'work-orders.note': REFUSALS,
	'work-orders.message': REFUSALS,
	'work-orders.answer': REFUSALS,
	'work-orders.done': REFUSALS,
	'work-orders.wasted-trip': REFUSALS,
	'work-orders.resume': REFUSALS,
	'work-orders.plan': REFUSALS,
	'work-orders.sequence': REFUSALS,
	'work-orders.seen': REFUSALS,
	'work-orders.cancel': REFUSALS,
	'work-orders.reopen': REFUSALS,
	'work-orders.invoice': REFUSALS,
	'work-orders.reassign': REFUSALS,
	'work-orders.attach': REFUSALS,
	'work-orders.remove-file': REFUSALS,
	'work-order-register.bundle': REFUSALS,
	'work-order-settings.change': ['malformed', 'forbidden', 'settings-changed']
} as const satisfies Readonly<Record<`work-orders.${Act}`, unknown> & Record<string, readonly string[]>>;

/** The kind of a command of this module. */
export type CommandKind = keyof typeof COMMANDS;

/** The codes that a command of a kind is refused with. */
export type RefusalOf<Kind extends CommandKind> = (typeof COMMANDS)[Kind][number];
