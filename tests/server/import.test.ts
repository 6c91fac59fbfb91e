import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swedishMonth } from '#swedish/dates';
import { type WorkOrder, ordersDocument } from '#modules/work-orders/domain/index.ts';
import { runImport } from '#app/import';
import { until } from '../sync/support/device.ts';
import { AMIR, DATABASES, KARIN, ORIGIN, PIPES_ID, STRANGER, TestApplication } from '../support/application.ts';
import { TestDevice } from '../support/device.ts';

const MAIN = fileURLToPath(new URL('../../src/app/import.ts', import.meta.url));
const FIXED_TIME = new URL('../support/fixed-time.ts', import.meta.url).href;
const HEADER = 'AO-nr;Externt id;Objektnummer;Adress;Typ;Prio;Utförare';

describe.each(DATABASES)('importing work orders on %s', (database) => {
	let app: TestApplication;
	let env: Record<string, string>;
	let file: string;
	beforeAll(async () => {
		app = await TestApplication.open(database, {}, 0);
		const { dataDir, databaseUrl } = app.configuration;
		env = { DATA_DIR: dataDir, ORIGIN, ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }) };
		file = join(dataDir, 'orders.csv');
	});
	afterAll(() => app.close());

	const run = async (lines: readonly string[] | Uint8Array, ...options: string[]) => {
		await writeFile(file, lines instanceof Uint8Array ? lines : lines.join('\r\n'));
		return say(['work-orders', file, '--as', KARIN, ...options]);
	};
	const say = async (options: string[], environment = env) => {
		const said: string[] = [];
		const status = await runImport(options, environment, (line) => said.push(line));
		return { status, said };
	};
	const orders = async () => {
		const rows = await app.services.db.selectFrom('work_orders').select('body_json').orderBy('number').execute();
		return rows.map(({ body_json }) => JSON.parse(body_json) as WorkOrder);
	};
	const find = async (number: number) => (await orders()).find((order) => order.number === number);

	it('[IM1] every column is read, as Swedish systems write it', async () => {
		const columns = {
			'AO-nr': 'AO583214',
			'Externt id': 'FS-1',
			Utförare: '559901-0005',
			Typ: 'uh oplanerat',
			Prio: 'HLU Ny HG',
			Beställd: '2026-06-22 00:30',
			Objektnummer: '61380004',
			Objekttyp: '2 rum och kök',
			Våning: '1 tr av 6 (hiss)',
			Adress: 'Montörsvägen 2',
			Postnr: '117 00',
			Ort: 'Stockholm',
			Område: 'Gröndal',
			'Administrativt område': 'Hägersten',
			Hyresgäst: 'Alma Sundin',
			'Telefon bostad': '08-465 004 21',
			'Telefon arbete': '',
			'Telefon övrig': '070-174 06 05',
			Inflyttning: '2018-10-01',
			Huvudnyckel: 'Nej',
			Utrymme: 'Kök',
			Enhet: 'Vattenlås',
			Fras: 'Läckage',
			Beskrivning: '"Det droppar;\nhela tiden"',
			Beställare: 'Karin Ekvall'
		};
		const { status, said } = await run([Object.keys(columns).join(';'), Object.values(columns).join(';')]);
		expect([said, status]).toEqual([['1 arbetsorder inlästa, 0 fanns redan, 0 rader med fel'], 0]);
		expect(await find(583_214)).toMatchObject({
			externalId: 'FS-1',
			contractor: PIPES_ID,
			type: 'unplanned',
			priority: 'hlu-new-tenant',
			orderedAt: '2026-06-21T22:30:00.000Z',
			bundle: '61380004-20260622',
			place: { number: '61380004', floor: '1 tr av 6 (hiss)', administrativeArea: 'Hägersten' },
			tenant: { name: 'Alma Sundin', otherPhone: '070-174 06 05', movingIn: '2018-10-01', masterKey: false },
			concerns: { room: 'Kök', unit: 'Vattenlås' },
			phrase: 'Läckage',
			description: 'Det droppar;\nhela tiden',
			orderer: { name: 'Karin Ekvall' },
			status: 'ordered'
		});
	});

	it('[IM1] English column names, codes and commas do as well; Windows-1252 too', async () => {
		const english =
			'number,place.number,address,type,priority,contractor,tenant\n9001,1,Åsögatan 1,fault,urgent,5599010005,Öst';
		expect(await run(Buffer.from(english, 'latin1'))).toMatchObject({ status: 0 });
		expect(await find(9001)).toMatchObject({
			place: { address: 'Åsögatan 1' },
			priority: 'urgent',
			tenant: { name: 'Öst' }
		});
	});

	it('[IM2] good rows are written; each faulty row is named with line, column and reason', async () => {
		const before = (await orders()).length;
		const { status, said } = await run([
			HEADER,
			'500001;;1;Gatan 1;Fel;Normal;5599010005',
			'500002;;1;Gatan 1;Fel;Brådis;5599010005',
			'500003;;;Gatan 1;Fell;;5599010005',
			'500004;;1;Gatan 1;Fel;;5599010006',
			'500005;;1;Gatan 1;Fel;;5566778899',
			'500006;;1',
			'"500007;;1;Gatan 1;Fel;;5599010005',
			';;1;Gatan 1;Fel;;5599010005',
			'AO0;;1;Gatan 1;Fel;;5599010005',
			`500008;;1;${'x'.repeat(201)};Fel;;5599010005`,
			'500001;;1;Gatan 1;Fel;;5599010005',
			'500009;;1;Gatan 1;Fel;Akut;5599020004'
		]);
		expect(said).toEqual([
			'Rad 3, Prio: "Brådis" är inte Normal, Akut eller HLU Ny HG',
			'Rad 4, Objektnummer: saknas; Typ: "Fell" är inte Fel, HLU, UH oplanerat, Tillval eller Underhåll',
			'Rad 5, Utförare: organisationsnumrets kontrollsiffra stämmer inte',
			'Rad 6, Utförare: finns inte bland organisationens entreprenörer',
			'Rad 7, raden har färre celler än första raden',
			'Rad 8, ett citattecken avslutas aldrig',
			'Rad 9, AO-nr: saknas, och även Externt id: utan dem skulle filen ge dubbletter nästa gång',
			'Rad 10, AO-nr: "AO0" är inte ett AO-nummer',
			'Rad 11, Adress: är längre än 200 tecken',
			'Rad 12, AO-nr: finns redan',
			'2 arbetsorder inlästa, 0 fanns redan, 10 rader med fel'
		]);
		expect(status).toBe(1);
		expect((await orders()).length).toBe(before + 2);
	});

	it("[IM2] a sole trader's number is not repeated, nor anything that a terminal would act on", async () => {
		const { said } = await run([HEADER, '1;;1;Gatan;Fel;\u001b[2J;189001169814', '2;;1;Gatan;Fel;;8900']);
		expect(said.join()).not.toMatch(/8900/);
		expect(said.join()).not.toContain('\u001b');
	});

	it('[IM3] the same file again adds nothing', async () => {
		const lines = [HEADER, '600001;FS-61;1;Gatan 1;Fel;;5599010005', ';FS-62;1;Gatan 1;Fel;;5599010005'];
		expect((await run(lines)).said).toEqual(['2 arbetsorder inlästa, 0 fanns redan, 0 rader med fel']);
		const after = await orders();
		const again = await run(lines);
		expect([again.said, again.status]).toEqual([['0 arbetsorder inlästa, 2 fanns redan, 0 rader med fel'], 0]);
		const withoutId = await run([HEADER, '600001;;1;Gatan 1;Fel;;5599010005']);
		expect([withoutId.said[0], withoutId.status]).toEqual(['Rad 2, AO-nr: finns redan', 1]);
		expect(await orders()).toEqual(after);
	});

	it('[IM4] a dry run says what would happen and writes nothing', async () => {
		const before = await orders();
		const lines = [
			HEADER,
			'700001;FS-71;1;Gatan 1;Fel;;5599010005',
			';FS-71;1;Gatan 1;Fel;;5599010005',
			'700001;FS-72;1;Gatan 1;Fel;;5599010005',
			'700002;;1;Gatan 1;Fel;Brådis;5599010005'
		];
		const dry = await run(lines, '--dry-run');
		const faults = ['Rad 4, AO-nr: finns redan', 'Rad 5, Prio: "Brådis" är inte Normal, Akut eller HLU Ny HG'];
		const summary = '1 arbetsorder skulle läsas in, 1 fanns redan, 2 rader med fel';
		expect(dry.said).toEqual([...faults, `Provkörning, inget är skrivet: ${summary}`]);
		expect(await orders()).toEqual(before);
		expect((await run(lines)).said).toEqual([...faults, summary.replace('skulle läsas in', 'inlästa')]);
	});

	it('[IM4] the next free number is never one that the file gives to another row', async () => {
		const last = Math.max(...(await orders()).map(({ number }) => number));
		const lines = [HEADER, ';FS-81;1;Gatan 1;Fel;;5599010005', `${last + 1};FS-82;1;Gatan 1;Fel;;5599010005`];
		expect((await run(lines)).said).toEqual(['2 arbetsorder inlästa, 0 fanns redan, 0 rader med fel']);
		expect((await find(last + 1))?.externalId).toBe('FS-82');
		expect((await find(last + 2))?.externalId).toBe('FS-81');
	});

	it.each([
		[['Objektnummer;Adress;Typ'], 'Kolumnen Utförare saknas'],
		[[`${HEADER};Address`], 'Kolumnerna Adress och Address betyder samma sak'],
		[[`${HEADER};Typ`], 'Två kolumner har samma namn på första raden'],
		[['\0'], 'Filen är inte CSV: spara kalkylbladet som CSV och försök igen'],
		[[''], 'Filen är tom']
	])('[IM5] a file that cannot be understood is refused as a whole: %j', async (lines, expected) => {
		expect(await run(lines)).toEqual({ status: 1, said: [expected] });
	});

	it('[IM5] columns that are not known are named, so that a slip of the pen is noticed', async () => {
		const { said } = await run([`${HEADER};Vånning`, '800001;;1;Gatan 1;Fel;;5599010005;3 tr']);
		expect(said).toContain('Kolumner som inte läses: Vånning');
	});

	it('[IM6] it is run by an orderer, of one landlord', async () => {
		await run([HEADER]);
		expect((await say(['work-orders', file])).said).toEqual([
			'Här finns flera organisationer: ange beställare med --as E-POST'
		]);
		for (const nobody of [AMIR, 'nobody@x.example']) {
			expect((await say(['work-orders', file, '--as', nobody])).said).toEqual([`${nobody} är ingen beställare här`]);
		}
		await writeFile(file, `${HEADER}\n1;;1;Gatan;Fel;;5599010005`);
		expect((await say(['work-orders', file, '--as', STRANGER])).said[0]).toMatch(/^Rad 2, Utförare: finns inte/);
	});

	it('[IM7] whatever is wrong with the call is said in one line', async () => {
		const lines = await Promise.all([
			say(['visits', file]),
			say([]),
			say(['work-orders']),
			say(['work-orders', file, '--wet-run']),
			say(['work-orders', '/nowhere.csv']),
			say(['work-orders', file], { DATA_DIR: '/nowhere' }),
			say(['work-orders', file], { LOG_LEVEL: 'loud' })
		]);
		expect(lines.map(({ status }) => status)).toEqual([1, 1, 1, 1, 1, 1, 1]);
		expect(lines.map(({ said }) => said.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
		expect(lines[0].said).toEqual(['"visits" kan inte läsas in. Det som kan läsas in: work-orders']);
		expect(lines[5].said[0]).toMatch(/^Det finns ingen installation i \/nowhere/);
	});

	it('[IM8] as a program beside the running server, which shows the orders', async () => {
		const amir = await TestDevice.withSession(app, AMIR);
		const opened = amir.open(ordersDocument(PIPES_ID, swedishMonth(Date.now())));
		const many = Array.from({ length: 30 }, (_, index) => `;P-${index};1;Bredvid 1;Fel;;5599010005`);
		await writeFile(file, [HEADER, ...many].join('\n'));
		const busy = Array.from({ length: 30 }, () => app.newOrder()); // the server writes at the same time
		const printed = await spawnImport(['work-orders', file, '--as', KARIN], env);
		await Promise.all(busy);
		expect(printed).toEqual({ code: 0, output: '30 arbetsorder inlästa, 0 fanns redan, 0 rader med fel\n' });
		const imported = () =>
			[...opened.doc.getMap<WorkOrder>('orders').values()].filter(({ place }) => place.address === 'Bredvid 1');
		await until('the imported orders on the device', () => imported().length === 30);
		amir.close();
	});
});

async function spawnImport(options: string[], env: Record<string, string>) {
	const child = spawn(process.execPath, ['--import', FIXED_TIME, MAIN, ...options], {
		env: { ...process.env, ...env }
	});
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const code = await new Promise((resolve) => child.once('close', resolve));
	return { code, output };
}
