import { createHash } from 'node:crypto';

/** The password of all demo accounts. It opens nothing but an installation that was filled with demo data. */
export const DEMO_PASSWORD = 'utan-avbrott-2026';

/** An account to try with, as it stands on the sign-in page. */
export interface DemoAccount {
	module: string;
	role: string;
	username: string;
	password: string;
	organisation: string;
	note: string;
}

/** The ids and names of the demo installation. Ids are derived from names, so that they are the same everywhere. */
export const demoId = (name: string): string => createHash('sha256').update(`demo:${name}`).digest('hex').slice(0, 32);
