import { pino } from 'pino';

/** Where the server's parts write what happened: an object of allowed fields, and a sentence without personal data. */
export interface Logger {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/** The process's logger; lines are JSON. Fields that can hold personal data or secrets are cut wherever they occur. */
export function createLogger(level: string): Logger {
	const secret = ['password', 'cookie', 'authorization', 'token', 'payload', 'to', 'text', 'username', 'name', 'email'];
	return pino({ level, redact: { paths: [...secret, ...secret.map((field) => `*.${field}`)], remove: true } });
}
