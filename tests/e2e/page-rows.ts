/** How a page is looked at by every test that looks at all of them. */
export interface PageRow {
	/** Whose page it is: a demo account, or null before anybody has signed in. */
	as: string | null;
	/** What stands for the parts of the address in brackets: found out on the page itself. */
	path?: 'first order';
}

const AMIR = 'amir@soderror.example';
const SOFIA = 'sofia@bjorkhem.example';
const PETRA = 'petra@lovasa.example';
const ULLA = 'ulla@lovasa.example';

/** Every address of the app; tests/architecture fails when one is missing here. */
export const PAGE_ROWS: Readonly<Record<string, PageRow>> = {
	'/logga-in': { as: null },
	'/arbetsorder': { as: AMIR },
	'/arbetsorder/[number]': { as: AMIR, path: 'first order' },
	'/rapporter': { as: AMIR },
	'/mer': { as: AMIR },
	'/medarbetare': { as: AMIR },
	'/utkorg': { as: AMIR },
	'/konto': { as: AMIR },
	'/tillganglighet': { as: AMIR },
	'/arbetsorder/registrera': { as: SOFIA },
	'/arbetsorder/registrera/fil': { as: SOFIA },
	'/installningar': { as: SOFIA },
	'/installningar/arbetsorder': { as: SOFIA },
	'/installningar/utforare': { as: SOFIA },
	'/installningar/bestallare': { as: SOFIA },
	'/installningar/api-nycklar': { as: SOFIA },
	'/installningar/utskick': { as: SOFIA },
	'/besok': { as: PETRA },
	'/besok/vecka': { as: PETRA },
	'/besok/lag': { as: PETRA },
	'/besok/importera': { as: PETRA },
	'/besok/forslag': { as: PETRA },
	'/besok/brukarschema': { as: PETRA },
	'/besok/efterregistrering': { as: PETRA },
	'/besok/efterregistrering/papper': { as: PETRA },
	'/driftlage/kopior': { as: PETRA },
	'/driftlage/utbyte': { as: PETRA },
	'/driftlage': { as: ULLA },
	'/driftlage/avbrott': { as: ULLA },
	'/driftlage/avbrott/rapport': { as: ULLA },
	'/driftlage/efter': { as: ULLA },
	'/driftlage/rutin': { as: ULLA },
	'/installningar/driftstopp': { as: ULLA },
	'/installningar/nyckelvisningar': { as: ULLA }
};
