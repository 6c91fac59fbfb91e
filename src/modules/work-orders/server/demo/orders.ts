import type { NewOrderInput, OrderType, Priority } from '#modules/work-orders/domain/index.ts';

interface Errand {
	company: number;
	type: OrderType;
	phrase: string;
	description: string;
	room: string;
	roomCode: string;
	unit: string;
	priority?: Priority;
	replaceWith?: string;
}

/** What is ordered in a block of flats: each is used several times, in other homes. */
const ERRANDS: readonly Errand[] = [
	{
		company: 0,
		type: 'fault',
		phrase: 'Läckage under diskbänk',
		description: 'Det droppar från vattenlåset och golvet i skåpet är blött. Hyresgästen har ställt en hink under.',
		room: 'Kök',
		roomCode: '21',
		unit: 'Vattenlås',
		priority: 'urgent'
	},
	{
		company: 0,
		type: 'fault',
		phrase: 'Stopp i avlopp',
		description: 'Vattnet rinner undan mycket långsamt i duschen. Golvbrunnen är rensad av hyresgästen utan resultat.',
		room: 'Badrum',
		roomCode: '31',
		unit: 'Golvbrunn'
	},
	{
		company: 0,
		type: 'fault',
		phrase: 'Kallt element',
		description: 'Elementet i sovrummet är kallt upptill och varmt nedtill. Luftning har provats.',
		room: 'Sovrum',
		roomCode: '41',
		unit: 'Radiator'
	},
	{
		company: 0,
		type: 'hlu',
		phrase: 'Byte blandare',
		description: 'Hyresgästen har valt ny köksblandare med avstängning för diskmaskin.',
		room: 'Kök',
		roomCode: '21',
		unit: 'Köksblandare',
		priority: 'hlu-new-tenant',
		replaceWith: 'Köksblandare med avstängning'
	},
	{
		company: 0,
		type: 'unplanned',
		phrase: 'Byte toalettstol',
		description: 'Sprucken cistern. Byt hela stolen, samma modell som i trapphuset i övrigt.',
		room: 'Badrum',
		roomCode: '31',
		unit: 'WC-stol'
	},
	{
		company: 0,
		type: 'planned',
		phrase: 'Byte stamventil',
		description: 'Planerat byte av stamventiler i källaren. Vattnet stängs av 08–12, lapp är uppsatt i porten.',
		room: 'Källare',
		roomCode: '81',
		unit: 'Stamventil'
	},
	{
		company: 0,
		type: 'option',
		phrase: 'Installation tvättmaskin',
		description: 'Tillval: anslutning för tvättmaskin i badrum, med läckageskydd.',
		room: 'Badrum',
		roomCode: '31',
		unit: 'Anslutning tvättmaskin'
	},
	{
		company: 1,
		type: 'fault',
		phrase: 'Jordfelsbrytare löser ut',
		description: 'Löser ut när ugnen slås på. Hyresgästen är utan el i köket.',
		room: 'Kök',
		roomCode: '21',
		unit: 'Elcentral',
		priority: 'urgent'
	},
	{
		company: 1,
		type: 'unplanned',
		phrase: 'Bredbandsuttag, grundinstallation',
		description: 'Bredbandsuttag saknas i lägenheten. Grundinstallation i vardagsrum och sovrum önskas.',
		room: 'Objektet',
		roomCode: '0',
		unit: 'Bredbandsuttag'
	},
	{
		company: 1,
		type: 'hlu',
		phrase: 'Byte frys',
		description: 'Byte frys enligt hyresgästens val.',
		room: 'Kök',
		roomCode: '21',
		unit: 'Frys standard',
		replaceWith: 'Frys standard'
	},
	{
		company: 2,
		type: 'planned',
		phrase: 'Målning trapphus',
		description: 'Ommålning av trapphus, plan 1–4. Färg enligt bifogad kulörlista.',
		room: 'Trapphus',
		roomCode: '71',
		unit: 'Vägg och tak'
	}
];

/** Several trades in one home, one after the other: ordered together, as a bundle. */
const BATHROOM: readonly Errand[] = [
	{
		company: 0,
		type: 'unplanned',
		phrase: 'Dra om rör i badrum',
		description: 'Läckande koppling i väggen. Nya rör fram till handfat och dusch innan väggen sluts.',
		room: 'Badrum',
		roomCode: '31',
		unit: 'Tappvattenrör'
	},
	{
		company: 1,
		type: 'unplanned',
		phrase: 'Ny belysning i badrum',
		description: 'Armatur över spegel, och nytt uttag för tvättmaskin. Görs när rören är klara.',
		room: 'Badrum',
		roomCode: '31',
		unit: 'Belysning'
	},
	{
		company: 2,
		type: 'unplanned',
		phrase: 'Måla badrum',
		description: 'Väggar och tak i våtrumsfärg, när rör och el är klara.',
		room: 'Badrum',
		roomCode: '31',
		unit: 'Vägg och tak'
	}
];

const EVERY = 15; // orders, of which three are ordered together
const TOGETHER = 6; // the place of the first of them

/** The index of the first order of the bundle that an order is in; of one that stands alone, its own. */
export function bundleStart(index: number): number {
	const place = (index % EVERY) - TOGETHER;
	return place > 0 && place < BATHROOM.length ? index - place : index;
}

function errandOf(index: number): Errand {
	return BATHROOM[(index % EVERY) - TOGETHER] ?? pick(ERRANDS, index);
}

const STREETS = [
	['Montörsvägen', '117 00', 'Gröndal', 'Hägersten'],
	['Skördegatan', '118 46', 'Södermalm', 'Innerstaden'],
	['Örlyckegatan', '124 00', 'Högdalen', 'Söderort'],
	['Rågåkersvägen', '124 52', 'Rågsved', 'Söderort'],
	['Åsögatan', '118 29', 'Södermalm', 'Innerstaden'],
	['Ärvingevägen', '164 46', 'Kista', 'Västerort'],
	['Lingvägen', '123 59', 'Farsta', 'Söderort']
] as const;

const TENANTS = [
	'Elin Sandberg',
	'Alma Sundin',
	'Mohammed Rahimi',
	'',
	'Gunnar Öberg',
	'Åsa Lindqvist',
	'Fatima Warsame',
	'Oskar Nyström',
	'Birgit Ålander',
	''
] as const;

const ORDERERS = [
	{ account: 'BH102', name: 'Karin Ekvall', mobile: '070-174 06 05', email: 'karin@bjorkhem.example' },
	{ account: 'BH117', name: 'Joakim Wester', mobile: '070-174 06 12', email: 'joakim@bjorkhem.example' },
	{ account: 'WEBB', name: 'Hyresgäst via webb', mobile: '', email: 'kundservice@bjorkhem.example' }
] as const;

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;

/** The demo order number `index`, ordered at the given moment, and the index of the company that gets it. */
export function demoOrder(
	index: number,
	orderedAt: Date
): { company: number; order: Omit<NewOrderInput, 'contractor'> } {
	const errand = errandOf(index);
	const start = bundleStart(index);
	const home = Math.floor(start / ERRANDS.length) + start;
	const [street, postalCode, area, administrativeArea] = pick(STREETS, home * 3 + 1);
	const floor = (home % 6) + 1;
	return {
		company: errand.company,
		order: {
			type: errand.type,
			priority: errand.priority ?? 'normal',
			orderedAt: orderedAt.toISOString(),
			phrase: errand.phrase,
			description: errand.description,
			place: {
				number: String(24_017_003 + (home % 37) * 104_729),
				type: pick(['2 rum och kök', '3 rum och kök', '1 rum och kokvrå', '4 rum och kök'], home),
				floor: `${floor} tr av 6 (hiss)`,
				address: `${street} ${((home * 7) % 48) + 1}`,
				postalCode,
				city: 'Stockholm',
				area,
				administrativeArea
			},
			tenant: demoTenant(home),
			reporter: home % 5 === 0 ? { name: 'Ture Nordgren', phone: '070-174 06 77' } : null,
			concerns: {
				room: errand.room,
				roomCode: errand.roomCode,
				unit: errand.unit,
				includedInRent: true,
				installed: '2011-05-17'
			},
			newUnit: errand.replaceWith === undefined ? null : { replaceWith: errand.replaceWith },
			orderer: { ...pick(ORDERERS, home), invoicing: 'Se avtal' }
		}
	};
}

/** Phone numbers come from the series that PTS keeps free for films and books: 070-1740605 to 070-1740699. */
function demoTenant(home: number): NonNullable<NewOrderInput['tenant']> {
	const name = pick(TENANTS, home);
	if (name === '') return { name: '' };
	return {
		name,
		otherPhone: `070-174 06 ${String(20 + (home % 70)).padStart(2, '0')}`,
		homePhone: home % 4 === 0 ? '08-465 004 21' : '',
		use: 'otherPhone',
		movingIn: '2018-10-01',
		masterKey: home % 3 !== 0,
		keyInformation: home % 3 === 0 ? '' : 'Nyckel i tub vid porten',
		comment: home % 7 === 0 ? 'Hund i lägenheten, ring på först.' : ''
	};
}
