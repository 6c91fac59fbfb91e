// Runs before the first paint, so that a chosen theme never flashes in the other, and a chosen language is known.
// The browser's database takes its time to wake up on a slow phone: it is asked for here, and needed a little later.
try {
	indexedDB.databases().catch(() => undefined);
} catch {
	// No database, or an older browser: the app says so itself.
}
try {
	// The installed app opens at "/": whoever works here begins with a page of their own (see navigation.ts).
	const begins = localStorage.getItem('begins');
	if (location.pathname === '/' && begins) history.replaceState(null, '', begins);
	if (localStorage.getItem('language') === 'en') document.documentElement.lang = 'en';
	const theme = localStorage.getItem('theme');
	if (theme === 'light' || theme === 'dark' || theme === 'sun') {
		document.documentElement.dataset.theme = theme;
		const colour = theme === 'dark' ? '#12171a' : theme === 'sun' ? '#ffffff' : '#f6f5f1';
		for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', colour);
	}
} catch {
	// Storage is blocked: the system's theme holds.
}
