import { DEMO_PASSWORD, type DemoAccount, demoId } from '#server/demo/accounts';

/** The demo API key of the landlord's property system. */
export const DEMO_API_KEY = 'demo-fastighetssystem-4f1c2a7be09d';

export const DEMO_ORGANISATION = { id: demoId('landlord'), name: 'Björkhem Bostäder' };

export const DEMO_COMPANIES = [
	{
		id: demoId('pipes'),
		name: 'Söder Rör & Värme AB',
		number: '5599010005',
		areas: ['Gröndal', 'Högdalen', 'Södermalm']
	},
	{
		id: demoId('electric'),
		name: 'Elkraft i Farsta AB',
		number: '5599020004',
		areas: ['Rågsved', 'Farsta', 'Högdalen']
	},
	{ id: demoId('paint'), name: 'Målarmästarna Hammarby AB', number: '5599030003', areas: ['Kista', 'Södermalm'] }
] as const;

/** A member of the demo installation. `company` is an index into DEMO_COMPANIES, null for the landlord's own people. */
export interface DemoMember {
	username: string;
	name: string;
	company: number | null;
	roles: readonly string[];
	role: string;
	note: string;
	firstSignInDone: boolean;
}

export const DEMO_MEMBERS: readonly DemoMember[] = [
	{
		username: 'amir@soderror.example',
		name: 'Amir Haddad',
		company: 0,
		roles: ['contractor'],
		role: 'Tekniker',
		note: 'Söder Rör & Värme AB',
		firstSignInDone: true
	},
	{
		username: 'lena@soderror.example',
		name: 'Lena Forsberg',
		company: 0,
		roles: ['contractor'],
		role: 'Tekniker',
		note: 'Samma firma som Amir: öppna båda och skriv i samma order',
		firstSignInDone: true
	},
	{
		username: '5599010005',
		name: 'Söder Rör & Värme AB',
		company: 0,
		roles: ['contractor'],
		role: 'Entreprenör',
		note: 'Företagets egen inloggning',
		firstSignInDone: true
	},
	{
		username: '5599020004',
		name: 'Elkraft i Farsta AB',
		company: 1,
		roles: ['contractor'],
		role: 'Entreprenör',
		note: 'En annan firma',
		firstSignInDone: true
	},
	{
		username: 'karin@bjorkhem.example',
		name: 'Karin Ekvall',
		company: null,
		roles: ['orderer'],
		role: 'Beställare',
		note: 'Ser allt, kan makulera och byta utförare',
		firstSignInDone: true
	},
	{
		username: 'sofia@bjorkhem.example',
		name: 'Sofia Lind',
		company: null,
		roles: ['administrator', 'orderer'],
		role: 'Administratör',
		note: 'Sköter utförare, beställare, API-nycklar och utskick',
		firstSignInDone: true
	},
	{
		username: '5599030003',
		name: 'Målarmästarna Hammarby AB',
		company: 2,
		roles: ['contractor'],
		role: 'Entreprenör',
		note: 'Visar den första inloggningen',
		firstSignInDone: false
	}
];

/** The accounts to try work orders with, as the sign-in page shows them. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = DEMO_MEMBERS.map(({ username, role, note }) => ({
	module: 'Arbetsorder',
	role,
	username,
	password: DEMO_PASSWORD,
	organisation: DEMO_ORGANISATION.name,
	note
}));
