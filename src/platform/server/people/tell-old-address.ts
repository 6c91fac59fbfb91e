import type { Clock } from '#core/clock';
import { newId } from '#core/id';
import { swedishDayAndTime } from '#swedish/dates';
import type { Connection } from '../database/open.ts';
import { insertEffects } from '../effects/effects-table.ts';

/** Whose address of mail is another one now, and which it was. */
export interface ChangedAddress {
	member: string;
	name: string;
	before: string;
	organisationName: string;
}

/** Tells the old address that it is one no longer, in the transaction of the change: somebody else may have made it. */
export async function tellOldAddress(trx: Connection, clock: Clock, changed: ChangedAddress): Promise<void> {
	const { member, name, before, organisationName } = changed;
	const text = [
		`Hej ${name}!`,
		`E-postadressen för ditt konto hos ${organisationName} ändrades ${swedishDayAndTime(clock.now())}. Meddelanden skickas till den nya adressen från och med nu.`,
		'Var det inte du? Kontakta den som sköter konton hos er, och byt lösenord.'
	].join('\n\n');
	const subject = `Din e-postadress hos ${organisationName} är ändrad`;
	await insertEffects(trx, newId(), [{ kind: 'mail', to: before, subject, text }], clock, member);
}
