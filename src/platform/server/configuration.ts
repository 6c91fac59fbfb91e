import * as v from 'valibot';
import { type Result, ok, refuse } from '#core/result';
import { type Keeping, type KeepingRule, readKeeping } from './keeping/rules.ts';

const url = (...protocols: string[]) =>
	v.optional(
		v.pipe(
			v.string(),
			v.url(),
			v.check(
				(value) => protocols.includes(URL.parse(value)?.protocol ?? ''),
				`must begin with ${protocols.join(' or ')}`
			)
		)
	);
const flag = v.optional(v.picklist(['0', '1'], 'must be 0 or 1'));

const schema = v.object({
	PORT: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^\d{1,5}$/, 'must be a port number'),
			v.transform(Number),
			v.maxValue(65_535, 'must be a port number')
		),
		'3000'
	),
	HOST: v.optional(v.string(), '0.0.0.0'),
	ORIGIN: url('http:', 'https:'),
	DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1)), './data'),
	COPIES_DIR: v.optional(v.pipe(v.string(), v.minLength(1))),
	KEYS_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters'))),
	DEMO: flag,
	DATABASE_URL: url('postgres:', 'postgresql:'),
	SMTP_URL: url('smtp:', 'smtps:'),
	SMS_URL: url('http:', 'https:'),
	TRUSTED_PROXIES: v.optional(
		v.pipe(v.string(), v.regex(/^\d$/, 'must be a number from 0 to 9'), v.transform(Number)),
		'0'
	),
	LOG_LEVEL: v.optional(v.picklist(['fatal', 'error', 'warn', 'info', 'debug', 'silent']), 'info'),
	METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters')))
});

/** Names that belong to this program but that it cannot honour yet: better to stop than to store in the wrong place. */
const NOT_YET = ['REDIS_URL', 'S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'];

/** Everything that is set from outside. */
export interface Configuration {
	port: number;
	host: string;
	/** The addresses that browsers use, exact; the first is put into links. */
	origin: string;
	dataDir: string;
	/** Where the copies for outages are written; null for `copies` in the data folder. It has to exist. */
	copiesDir: string | null;
	/** What keys and door codes are kept under; null for a file of its own in the data folder. */
	keysSecret: string | null;
	/** Whether an empty installation is filled with demo data, and demo accounts open: on one's own machine, or where it is said. */
	demo: boolean;
	databaseUrl: string | null;
	smtpUrl: string | null;
	smsUrl: string | null;
	/** How many proxies of our own stand in front: so many entries of X-Forwarded-For are believed. */
	trustedProxies: number;
	logLevel: string;
	metricsToken: string | null;
	/** How long the server keeps what it needs for a while only, in days. */
	keeping: Keeping;
}

/** Reads the environment; a refusal is one line that names the variable and what is wrong with it. `rules` are the modules' keeping rules. */
export function readConfiguration(
	env: Readonly<Record<string, string | undefined>>,
	rules: Readonly<Record<string, KeepingRule>>
): Result<Configuration, string> {
	const unsupported = NOT_YET.find((name) => env[name] !== undefined);
	if (unsupported) return refuse(`${unsupported} is not supported by this version; remove it to start`);
	const read = v.safeParse(schema, env);
	if (!read.success) {
		const issue = read.issues[0];
		return refuse(`${String(issue.path?.[0]?.key)}: ${issue.message}`);
	}
	const keeping = readKeeping(env, rules);
	if (!keeping.ok) return keeping;
	return ok(complete(read.output, keeping.value));
}

/** Names of one's own machine: nobody else gets to what is there. */
const OWN_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]']);

function complete(values: v.InferOutput<typeof schema>, keeping: Keeping): Configuration {
	const { origin, hostname } = new URL(values.ORIGIN ?? `http://localhost:${values.PORT}`);
	return {
		port: values.PORT,
		host: values.HOST,
		origin,
		dataDir: values.DATA_DIR,
		copiesDir: values.COPIES_DIR ?? null,
		keysSecret: values.KEYS_SECRET ?? null,
		demo: values.DEMO === undefined ? OWN_MACHINE.has(hostname) : values.DEMO === '1',
		databaseUrl: values.DATABASE_URL ?? null,
		smtpUrl: values.SMTP_URL ?? null,
		smsUrl: values.SMS_URL ?? null,
		trustedProxies: values.TRUSTED_PROXIES,
		logLevel: values.LOG_LEVEL,
		metricsToken: values.METRICS_TOKEN ?? null,
		keeping
	};
}
