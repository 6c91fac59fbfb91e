import * as v from 'valibot';

const mailSchema = v.object({
	kind: v.literal('mail'),
	// One address only: a list or a display name in this place would send an order's text to strangers.
	to: v.pipe(v.string(), v.maxLength(254), v.regex(/^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+$/)),
	subject: v.pipe(v.string(), v.maxLength(500)),
	text: v.pipe(v.string(), v.maxLength(20_000)),
	/** The text holds a start password: it is forgotten once the mail has left. */
	secret: v.optional(v.boolean()),
	/** A reminder: not before this moment, and not at all once it is withdrawn. */
	notBefore: v.optional(v.pipe(v.string(), v.isoTimestamp()))
});

const smsSchema = v.object({
	kind: v.literal('sms'),
	/** E.164, for example +46701234567. */
	to: v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/)),
	text: v.pipe(v.string(), v.minLength(1), v.maxLength(1600))
});

/** What a stored effect must look like to be delivered. */
export const effectSchema = v.variant('kind', [mailSchema, smsSchema]);

/** A mail or an SMS, as data: what the outside world shall be told once a decision is stored. */
export type Effect = v.InferOutput<typeof effectSchema>;
export type MailEffect = v.InferOutput<typeof mailSchema>;
export type SmsEffect = v.InferOutput<typeof smsSchema>;

/** Why an effect has not been delivered. Codes only: the texts of other systems can hold addresses. */
export type DeliveryError =
	| 'no-connection'
	| 'sign-in-refused'
	| 'busy'
	| 'refused'
	| 'no-answer'
	| 'disk'
	| 'interrupted'
	| 'restored'
	| 'bad-payload'
	| 'gave-up';

/**
 * What became of one attempt. `again`: it surely did not leave, or may leave twice without harm. `failed`: the other
 * end said no for good. `uncertain`: it may have left, and sending it again could disturb somebody twice.
 */
export type Delivery = { outcome: 'delivered' } | { outcome: 'again' | 'failed' | 'uncertain'; error: DeliveryError };

/** Takes effects of one kind out of the house. */
export interface Carrier<Carried extends Effect> {
	/**
	 * Whether an attempt that was cut off (a crash, a deadline) may be made again: true where the effect's id makes a
	 * second arrival harmless or recognisable.
	 */
	repeatable: boolean;
	/** Delivers one effect; never throws for what other systems do. */
	deliver(id: string, effect: Carried): Promise<Delivery>;
}

/** One carrier for each kind of effect. */
export interface Carriers {
	mail: Carrier<MailEffect>;
	sms: Carrier<SmsEffect>;
}
