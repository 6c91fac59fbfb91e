import type { PublicJwk } from '#core/web-crypto';

declare module '#server/told' {
	interface ToldOfMember {
		/** What keys and codes are sealed for the server with; null for who has none to do with them. */
		keysKey: PublicJwk | null;
	}
}
