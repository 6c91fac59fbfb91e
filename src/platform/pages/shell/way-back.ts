/** The name in an address of where somebody wanted to go before signing in. */
const TO = 'till';

/** The sign-in, which leads on to the page that was asked for. */
export function signInFor({ pathname, search }: Pick<URL, 'pathname' | 'search'>): string {
	return pathname === '/' ? '/logga-in' : `/logga-in?${TO}=${encodeURIComponent(pathname + search)}`;
}

/** Where to go after signing in: a page of ours, whatever an address says, or else the start. */
export function wayBack(here: URL): string {
	const wanted = here.searchParams.get(TO) ?? '/';
	try {
		const { origin, pathname, search } = new URL(wanted, here.origin);
		return origin === here.origin && wanted.startsWith('/') ? pathname + search : '/';
	} catch {
		return '/';
	}
}
