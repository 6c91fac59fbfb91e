import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '#app/installation';

const START = fileURLToPath(new URL('../../src/app/start.ts', import.meta.url));

describe('what is set from outside', () => {
	it('[CF1] nothing has to be set', () => {
		expect(readConfiguration({})).toEqual({
			ok: true,
			value: {
				port: 3000,
				host: '0.0.0.0',
				origin: 'http://localhost:3000',
				dataDir: './data',
				copiesDir: null,
				keysSecret: null,
				demo: true,
				databaseUrl: null,
				smtpUrl: null,
				smsUrl: null,
				trustedProxies: 0,
				logLevel: 'info',
				metricsToken: null,
				keeping: expect.objectContaining({ sheetPictures: 90 }) as unknown
			}
		});
	});

	it('[CF1] everything can be set', () => {
		const read = readConfiguration({
			PORT: '8080',
			HOST: '127.0.0.1',
			ORIGIN: 'https://avbrottsfri.test/',
			DATA_DIR: '/srv/data',
			COPIES_DIR: '/mnt/share',
			DEMO: '0',
			DATABASE_URL: 'postgres://user:secret@db/avbrottsfri',
			SMTP_URL: 'smtps://mail.test',
			SMS_URL: 'https://sms.test/send',
			TRUSTED_PROXIES: '1',
			LOG_LEVEL: 'warn',
			METRICS_TOKEN: 'sixteen-letters-'
		});
		expect(read).toMatchObject({
			ok: true,
			value: { port: 8080, demo: false, origin: 'https://avbrottsfri.test', trustedProxies: 1 }
		});
	});

	it.each([
		['http://localhost:8080', undefined, true],
		['http://127.0.0.1:3000', undefined, true],
		['http://[::1]:3000', undefined, true],
		['https://localhost.evil.example', undefined, false],
		['https://avbrottsfri.test', undefined, false],
		['https://avbrottsfri.test', '1', true],
		['http://localhost:3000', '0', false]
	])('[CF4] at %s with DEMO=%s there is a demo: %s', (origin, demo, is) => {
		expect(readConfiguration({ ORIGIN: origin, DEMO: demo })).toMatchObject({ ok: true, value: { demo: is } });
	});

	it.each([
		['PORT', 'eighty'],
		['PORT', '-1'],
		['PORT', '3000.5'],
		['PORT', ''],
		['ORIGIN', 'ftp://avbrottsfri.test'],
		['DATA_DIR', ''],
		['KEYS_SECRET', 'short'],
		['DEMO', 'yes'],
		['DATABASE_URL', 'mysql://db/x'],
		['SMTP_URL', 'https://mail.test'],
		['TRUSTED_PROXIES', 'all'],
		['TRUSTED_PROXIES', '-1'],
		['LOG_LEVEL', 'loud'],
		['METRICS_TOKEN', 'short'],
		['REDIS_URL', 'redis://localhost'],
		['S3_ENDPOINT', 'https://s3.test'],
		['S3_BUCKET', 'files'],
		['S3_REGION', 'eu-north-1'],
		['S3_ACCESS_KEY_ID', 'x'],
		['S3_SECRET_ACCESS_KEY', 'x']
	])('[CF2] %s=%j stops the start with one line that names it', (name, value) => {
		const read = readConfiguration({ [name]: value });
		if (read.ok) throw new Error(`${name}=${value} was taken`);
		expect(read.code).toMatch(new RegExp(`^${name}\\b.+`));
		expect(read.code).not.toContain('\n');
	});

	it.each([
		['ORIGIN', 'avbrottsfri.test'],
		['DATABASE_URL', 'db'],
		['SMS_URL', 'sms']
	])('[CF2] %s=%j, which is no address, stops the start with one line', (name, value) => {
		expect(readConfiguration({ [name]: value })).toMatchObject({ ok: false });
	});

	it('[CF2] a port that does not exist stops the start', () => {
		expect(readConfiguration({ PORT: '99999' }).ok).toBe(false);
	});

	it('[CF2] a refusal never repeats a secret', () => {
		const read = readConfiguration({ DATABASE_URL: 'mysql://user:hemligt@db/x', METRICS_TOKEN: 'kort-hemlig' });
		expect(JSON.stringify(read)).not.toMatch(/hemlig/);
	});

	it('[CF3] the program ends with that line, and status 1', async () => {
		const program = `import { configurationOrExit } from ${JSON.stringify(START)}; configurationOrExit();`;
		const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
			env: { ...process.env, LOG_LEVEL: 'loud' }
		});
		let printed = '';
		child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		const code = await new Promise((resolve) => child.once('close', resolve));
		expect(code).toBe(1);
		expect(printed.trim().split('\n')).toEqual([expect.stringMatching(/^Avbrottsfri cannot start: LOG_LEVEL: /)]);
	});
});
