import { ADMINISTRATOR } from '#core/roles';
import { dayAfter, swedishDay } from '#swedish/dates';
import {
	type Recurrence,
	type Weekday,
	planDocument,
	recurringVisits,
	writeSource
} from '#modules/visits/domain/index.ts';
import { CARER, COLLEAGUE, PLANNER } from '#modules/visits/domain/roles.ts';
import type { Connection } from '#server/database/open';
import { giveRoles } from '#server/people/grants';
import type { WriteDocument } from '#server/facts/write-document';
import { saveTeamEntries } from '../team/teams.ts';
import { DEMO_PASSWORD, type DemoAccount, demoId } from '#server/demo/accounts';

export const DEMO_CARE = { id: demoId('care organisation'), name: 'Lövåsa hemtjänst' };
export const DEMO_TEAM = { id: demoId('team'), name: 'Vallhed' };

/** How many days around today the demo team has planned. */
const PLANNED = { back: 3, ahead: 7 } as const;

const PLANNERS = ['Petra Norén', 'Per Åkerblom'] as const;
const KEEPER = 'Ulla Sand';
const CARERS = [
	'Anna Ek',
	'Berit Öst',
	'Carl Lundin',
	'Dina Haddad',
	'Erik Sjöberg',
	'Fatima Ali',
	'Gösta Bergman',
	'Hanna Åström'
] as const;
const SURNAMES = [
	'Andersson',
	'Bengtsson',
	'Ceder',
	'Dahl',
	'Ek',
	'Frisk',
	'Gren',
	'Holm',
	'Ivarsson',
	'Järn',
	'Kvist',
	'Lind'
];
const FIRST_NAMES = [
	'Elsa',
	'Birgit',
	'Sven',
	'Ingrid',
	'Karl',
	'Märta',
	'Åke',
	'Rut',
	'Nils',
	'Greta',
	'Olle',
	'Vera'
];
const STREETS = ['Storgatan', 'Åvägen', 'Kvarnbergsvägen', 'Skolgatan', 'Högalidsgatan', 'Ängsvägen'];

/** Vallhed: visits are within a few kilometres of it. */
const CENTRE = { latitude: 57.1146, longitude: 13.2164 };
const SPREAD = 0.02; // degrees, about two kilometres

const TURNS: readonly (readonly Weekday[])[] = [
	[1, 3, 5, 7],
	[2, 4, 6]
];
const EVERY_WEEK = { everyWeeks: 1, from: '2026-01-05', to: null, exceptions: [] };
const LUNCH = { from: 660, to: 810, length: 30 };

/** The rounds of a day: when, how long, and what is done. */
const ROUNDS = [
	{ start: 435, length: 30, tasks: ['Morgonhygien', 'Frukost', 'Medicin'], kind: 'ordinary' },
	{ start: 690, length: 20, tasks: ['Lunch', 'Medicin'], kind: 'meal' },
	{ start: 960, length: 25, tasks: ['Middag', 'Tillsyn'], kind: 'ordinary' },
	{ start: 1200, length: 20, tasks: ['Kvällshygien', 'Medicin'], kind: 'ordinary' }
] as const;

const RECIPIENTS = 24;
const carerId = (index: number) => demoId(`carer ${index % CARERS.length}`);
/** The recipients of whom keys and codes are kept. */
export const demoRecipientsWithKeys = () =>
	Array.from({ length: RECIPIENTS }, (_unused, index) => index)
		.filter(hasKey)
		.map(recipientId);
const hasKey = (index: number) => index % 4 === 0 || index % 4 === 3;
const recipientId = (index: number) => demoId(`recipient ${index}`);

/** The accounts of the demo team, for the sign-in page. The first two carers have accounts of their own. */
export const DEMO_TEAM_MEMBERS = [
	...PLANNERS.map((name) => ({
		username: `${firstName(name)}@lovasa.example`,
		name,
		role: 'Planerare',
		note: 'Hemtjänstteamet Vallhed: öppna två planerare och planera om samma dag',
		inTeam: PLANNER,
		roles: [],
		carer: null
	})),
	{
		username: `${firstName(KEEPER)}@lovasa.example`,
		name: KEEPER,
		role: 'Administratör i hemtjänsten',
		note: 'Väljer lösenfrasen som kopiorna för driftstopp låses med',
		inTeam: COLLEAGUE,
		roles: [ADMINISTRATOR],
		carer: null
	},
	...CARERS.slice(0, 2).map((name, index) => ({
		username: `${firstName(name)}@lovasa.example`,
		name,
		role: 'Medarbetare',
		note: 'Gör besöken i Vallhed och registrerar dem',
		inTeam: CARER,
		roles: [],
		carer: carerId(index)
	}))
] as const;

/** The accounts to try visits with, as the sign-in page shows them. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = DEMO_TEAM_MEMBERS.map(({ username, role, note }) => ({
	module: 'Besöksplanering',
	role,
	username,
	password: DEMO_PASSWORD,
	organisation: DEMO_CARE.name,
	note
}));

/** Adds the demo team to an installation that is being filled. */
export async function insertDemoTeam(trx: Connection, { passwordHash }: { passwordHash: string }): Promise<void> {
	const { id: organisation, name } = DEMO_CARE;
	await trx.insertInto('organisations').values({ id: organisation, name, settings_json: '{}' }).execute();
	await trx
		.insertInto('teams')
		.values({ ...DEMO_TEAM, organisation_id: organisation })
		.execute();
	for (const member of DEMO_TEAM_MEMBERS) {
		const id = demoId(member.username);
		await trx
			.insertInto('members')
			.values({
				id,
				organisation_id: organisation,
				company_id: null,
				username: member.username,
				name: member.name,
				email: member.username,
				phone: '',
				mobile: '070-174 06 90',
				other_phone: '',
				removed_at: null,
				password_hash: passwordHash,
				first_sign_in_done: 1
			})
			.execute();
		await trx
			.insertInto('team_members')
			.values({ team_id: DEMO_TEAM.id, member_id: id, carer_id: member.carer })
			.execute();
		await giveRoles(trx, id, { kind: 'team', id: DEMO_TEAM.id }, [member.inTeam]);
		await giveRoles(trx, id, { kind: 'organisation', id: organisation }, member.roles);
	}
	await saveTeamEntries(trx, DEMO_TEAM.id, 'team', {
		all: {
			name: DEMO_TEAM.name,
			organisation: name,
			phones: [
				{ about: 'it-service', number: '0980-31 92 04' },
				{ about: 'supplier', number: '020-465 004' },
				{ about: 'coordinator', number: '070-174 06 91' }
			]
		}
	});
	await saveTeamEntries(trx, DEMO_TEAM.id, 'carers', demoCarers());
	await saveTeamEntries(trx, DEMO_TEAM.id, 'recipients', demoRecipients());
	await saveTeamEntries(trx, DEMO_TEAM.id, 'shifts', demoShifts());
	const recurring = demoRecurrences().map(({ id, ...recurrence }) => [id, recurrence] as const);
	await saveTeamEntries(trx, DEMO_TEAM.id, 'recurring', Object.fromEntries(recurring));
}

/** Writes the demo team's plans; they are documents, so the sync server has to be there. */
export async function fillDemoPlans(write: WriteDocument, now: number): Promise<void> {
	for (const day of plannedDays(now)) {
		await write(planDocument(DEMO_TEAM.id, day), (doc) => {
			writeSource(doc, recurringVisits(demoRecurrences(), day));
		});
	}
}

/** Who works together with whom changes from day to day, but a recipient mostly meets the same few. */
function demoRecurrences(): Recurrence[] {
	return TURNS.flatMap((weekdays, turn) => recurrencesOf(weekdays, turn));
}

function recurrencesOf(weekdays: readonly Weekday[], turn: number): Recurrence[] {
	return Array.from({ length: RECIPIENTS }, (_unused, index) => index).flatMap((index) =>
		ROUNDS.flatMap(({ start, length, tasks, kind }, round) => {
			if ((index + round) % 3 === 2) return [];
			const double = index % 11 === 5;
			const early = round < 2;
			const carer = (index + turn) % (CARERS.length / 2);
			const visit = {
				recipient: recipientId(index),
				start: start + Math.floor(index / 4) * 38 - (early ? 0 : Math.floor(index / 4) * 16),
				length,
				tasks: [...tasks],
				kind,
				a: index === 17 && round === 1 ? null : carerId(early ? carer : carer + CARERS.length / 2),
				b: double ? carerId((early ? 1 : 5) + carer) : null,
				double,
				key: index % 4 === 0,
				needs: round === 0 ? ['läkemedel'] : []
			};
			const id = demoId(`recurrence ${index} ${round} ${turn}`);
			return [{ id, weekdays, ...EVERY_WEEK, visit }];
		})
	);
}

function demoCarers(): Record<string, unknown> {
	return Object.fromEntries(
		CARERS.map((name, index) => [
			carerId(index),
			{
				name,
				phone: `070-174 06 ${70 + index}`,
				skills: index % 3 === 0 ? ['undersköterska'] : [],
				delegations: [{ code: 'läkemedel', until: index === 3 ? '2026-01-31' : null }],
				licence: index % 4 !== 3,
				languages: index === 3 || index === 5 ? ['arabiska'] : []
			}
		])
	);
}

function demoRecipients(): Record<string, unknown> {
	return Object.fromEntries(
		Array.from({ length: RECIPIENTS }, (_unused, index) => [
			recipientId(index),
			{
				name: `${FIRST_NAMES[index % FIRST_NAMES.length]} ${SURNAMES[(index * 5) % SURNAMES.length]}`,
				address: `${STREETS[index % STREETS.length]} ${3 + index * 2}`,
				position: {
					latitude: CENTRE.latitude + Math.sin(index * 2.4) * SPREAD,
					longitude: CENTRE.longitude + Math.cos(index * 1.7) * SPREAD
				},
				keyInformation: hasKey(index),
				namedContact: carerId(index % (CARERS.length / 2)),
				double: index % 11 === 5,
				entrance: index % 3 === 0 ? 'Port B, andra våningen' : '',
				contact: index % 5 === 0 ? 'Dottern Eva, 070-174 06 95' : '',
				notes: index % 6 === 0 ? 'Ring på två gånger, hör dåligt.' : ''
			}
		])
	);
}

/** The first half works mornings, the second half evenings. */
function demoShifts(): Record<string, unknown> {
	return Object.fromEntries(
		CARERS.map((_name, index) => {
			const early = index < CARERS.length / 2;
			const shift = early ? { from: 420, to: 960, lunch: LUNCH } : { from: 900, to: 1320, lunch: null };
			const weekdays = TURNS.flat().sort();
			return [`recurring/${carerId(index)}/${demoId(`shift ${index}`)}`, { ...EVERY_WEEK, weekdays, shift }];
		})
	);
}

function plannedDays(now: number): string[] {
	const today = swedishDay(now);
	return Array.from({ length: PLANNED.back + 1 + PLANNED.ahead }, (_unused, index) =>
		dayAfter(today, index - PLANNED.back)
	);
}

function firstName(name: string): string {
	return (name.split(' ')[0] ?? '').toLowerCase();
}
