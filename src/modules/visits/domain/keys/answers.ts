// What the server answers with and the device reads: each said once. Types alone.

/** A look as the log shows it. */
export interface ListedLook {
	id: string;
	recipient: string;
	/** The recipient's name as it is now; empty when nobody knows it any more. */
	recipientName: string;
	member: string;
	memberName: string;
	/** What kind of device it was. */
	device: string;
	lookedAt: string;
	receivedAt: string;
	unusual: 'no-visit' | 'not-own' | 'outside-time' | null;
	reason: string;
}

/** What a device was handed at one time, as the log shows it. */
export interface ListedHandover {
	member: string;
	memberName: string;
	/** What kind of device it is. */
	device: string;
	handedAt: string;
	/** When the device throws away the last of them. */
	until: string;
	/** Whose; an empty name where nobody knows it any more. */
	recipients: { id: string; name: string }[];
}

/** The log of looks and of what devices were handed, and whom it can be narrowed to. */
export interface LookLog {
	looks: readonly ListedLook[];
	/** How many more there are. */
	more: number;
	handed: readonly ListedHandover[];
	moreHanded: boolean;
	recipients: readonly { id: string; name: string }[];
	people: readonly { id: string; name: string }[];
}
