const CHECK_EVERY = 60 * 60 * 1000; // 1 hour

interface TrustedTypePolicyFactory {
	createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** The browser's own question whether to install the app. */
interface InstallQuestion extends Event {
	prompt(): Promise<void>;
}

/** The installed app: whether a new version waits, and whether it can be put on the home screen. */
class Installation {
	#registration: ServiceWorkerRegistration | null = null;
	#question: InstallQuestion | null = null;
	#updateWaits = $state(false);
	#installable = $state(false);
	#installed = $state(false);

	/** True when a new version is ready and waits for the person's word. */
	get updateWaits(): boolean {
		return this.#updateWaits;
	}
	/** True when the browser would ask to install. */
	get installable(): boolean {
		return this.#installable;
	}
	/** True when this is the installed app. */
	get installed(): boolean {
		return this.#installed;
	}

	/** Registers the service worker and listens; call it once, when the app starts. */
	async start(): Promise<void> {
		this.#listenForInstall();
		if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
		const registration = await navigator.serviceWorker.register(ownScriptUrl('/service-worker.js'), {
			updateViaCache: 'none'
		});
		this.#registration = registration;
		this.#watch(registration);
		navigator.serviceWorker.addEventListener('controllerchange', () => {
			if (this.#updateWaits) location.reload();
		});
		setInterval(() => void this.#check(), CHECK_EVERY);
		document.addEventListener('visibilitychange', () => {
			if (document.visibilityState === 'visible') void this.#check();
		});
	}

	/** Takes the new version into use; every tab reloads once. */
	update(): void {
		this.#registration?.waiting?.postMessage('SKIP_WAITING');
	}

	/** Puts the question away until the app starts again. */
	later(): void {
		this.#updateWaits = false;
	}

	/** Asks to put the app on the home screen. */
	async install(): Promise<void> {
		await this.#question?.prompt();
		this.#installable = false;
	}

	#listenForInstall(): void {
		this.#installed = matchMedia('(display-mode: standalone)').matches;
		addEventListener('beforeinstallprompt', (event) => {
			event.preventDefault();
			this.#question = event as InstallQuestion;
			this.#installable = true;
		});
		addEventListener('appinstalled', () => {
			this.#installable = false;
			this.#installed = true;
		});
	}

	#watch(registration: ServiceWorkerRegistration): void {
		const look = () => {
			this.#updateWaits = registration.waiting !== null && navigator.serviceWorker.controller !== null;
		};
		look();
		registration.addEventListener('updatefound', () => {
			registration.installing?.addEventListener('statechange', look);
		});
	}

	async #check(): Promise<void> {
		await this.#registration?.update().catch(() => {
			// Without network there is nothing new.
		});
	}
}

/** Under Trusted Types a script's address must come from a policy; ours lets through the one file that it is for. */
function ownScriptUrl(path: string): string {
	const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
	if (!factory) return path;
	const policy = factory.createPolicy('app-service-worker', {
		createScriptURL(url) {
			if (url !== '/service-worker.js') throw new TypeError('Not our service worker');
			return url;
		}
	});
	return policy.createScriptURL(path);
}

/** The installation that this tab belongs to. */
export const installation = new Installation();
