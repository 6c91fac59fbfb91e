import {
	AGAIN_ROOT,
	CHANGE_TEAM,
	type FactsMaps,
	KEPT_ROOTS,
	type KeptRoot,
	MOST_CHANGES,
	type PlanVisit,
	type TeamChange,
	readAgain,
	readTeam,
	readTeamChanges,
	withTeamChanges
} from '#modules/visits/domain/index.ts';
import type { SupportNumber } from '#core/support-numbers';
import { SETTINGS_KEY, readOutageSettings } from '#modules/visits/domain/outage/index.ts';
import { KNOWN_KEYS, readKnownKeys } from '#modules/visits/domain/keys/index.ts';
import { device } from '#device/device.svelte.ts';
import type { FactsView } from '#device/facts-view.svelte.ts';
import { isRefused } from '#device/storage.ts';

const ROOTS = ['team', ...KEPT_ROOTS, AGAIN_ROOT];

/** Who belongs to a team and who works when: what the server has decided, and what waits here for its answer. */
export class TeamPeople {
	readonly id: string;
	readonly #facts: FactsView;
	readonly #rows = $derived.by(() =>
		device.commands.filter(({ command }) => command.kind === CHANGE_TEAM && command.about === this.id)
	);
	readonly #waiting = $derived(
		this.#rows.filter(({ state }) => state === 'waiting').map(({ command }) => readTeamChanges(command.payload))
	);
	readonly #maps = $derived<FactsMaps>(withTeamChanges(this.#known(), this.#waiting));
	readonly #waitingKeys = $derived(new Set(this.#waiting.flat().map(({ root, key }) => `${root} ${key}`)));
	readonly facts = $derived(readTeam(this.#maps));
	/** Which recipients have a key plan, as far as that may be known without a look. */
	readonly keyPlans = $derived(readKnownKeys(this.#maps['team']?.get(KNOWN_KEYS)));
	/** Changes that the server has said no to and the person has not seen yet. */
	readonly refused = $derived(this.#rows.filter(isRefused));
	/** What devices have brought again since the server was restored. */
	readonly again = $derived(readAgain(this.#maps));
	readonly #names = $derived((this.#maps['team']?.get('members') ?? {}) as Readonly<Record<string, string>>);

	constructor(id: string) {
		this.id = id;
		this.#facts = device.openFacts('team', ROOTS, id);
	}

	/** True once the device's own copy has been read. */
	get loaded(): boolean {
		return this.#facts.loaded;
	}
	/** Whether this person may keep the team. The server decides; the page only hides what it would refuse. */
	get mayKeep(): boolean {
		return device.session?.roles.includes('planner') ?? false;
	}

	/** True for a recipient with a key or a code. */
	hasKeyPlan(recipient: string): boolean {
		return (this.keyPlans.get(recipient)?.at ?? null) !== null;
	}
	/** Whom the team calls when something does not work. */
	get numbers(): readonly SupportNumber[] {
		return readOutageSettings(this.#maps['team']?.get(SETTINGS_KEY), this.facts.team.phones).numbers;
	}

	/** True while a change of an entry waits for the server. */
	waits(root: KeptRoot, key: string): boolean {
		return this.#waitingKeys.has(`${root} ${key}`);
	}
	/** Whether something may be known of how to get in to a visit. */
	hasKeyTo({ key, recipient, secondRecipient }: Pick<PlanVisit, 'key' | 'recipient' | 'secondRecipient'>): boolean {
		return key || [recipient, secondRecipient ?? ''].some((id) => this.hasKeyPlan(id));
	}
	/** The name of a member who has planned something; empty when nobody knows. */
	nameOfMember(id: string): string {
		return this.#names[id] ?? '';
	}
	nameOfCarer(id: string | null): string {
		return id === null ? '' : (this.facts.carers.get(id)?.name ?? '');
	}
	nameOfRecipient(id: string): string {
		return this.facts.recipients.get(id)?.name ?? '';
	}

	/** Asks the server for changes; they show at once, as waiting. */
	async change(changes: readonly TeamChange[]): Promise<void> {
		for (let from = 0; from < changes.length; from += MOST_CHANGES) {
			await device.act(CHANGE_TEAM, this.id, { changes: changes.slice(from, from + MOST_CHANGES) });
		}
	}

	/** Lets go of the document. */
	close(): void {
		this.#facts.close();
	}

	#known(): FactsMaps {
		return this.#facts.documents[0] ?? {};
	}
}
