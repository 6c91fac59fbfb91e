import type { CommandRow } from '#device/storage.ts';
import { t } from '#words/outbox';
import type { CommandWords, PagesModule } from '../module.ts';

/** The words for commands, by kind. */
export type Explanations = Readonly<Record<string, CommandWords>>;

const ofPlatform: Readonly<Record<string, unknown>> = t.refused;

/** The words of all modules. */
export async function explanationsOf(modules: readonly PagesModule[]): Promise<Explanations> {
	const all = await Promise.all(modules.map((module) => module.commandWords()));
	return Object.assign({}, ...all) as Explanations;
}

/** Why the server said no, in a sentence, with who it concerns where that helps. */
export function explainRefusal({ command, code, detail }: CommandRow, words: Explanations): string {
	const text = sentenceFor(code ?? '', words[command.kind]);
	return detail ? t.refused.by(text.replace(/\.$/, ''), detail) : text;
}

/** A code that neither the module nor the platform knows came from a newer server. */
function sentenceFor(code: string, words: CommandWords | undefined): string {
	const own = words?.refused[code] ?? ofPlatform[code];
	return typeof own === 'string' ? own : t.refused.other;
}

/** What the person did, as the button said it; the bare kind for what another version of the app has made. */
export function nameOfAct({ command: { kind } }: CommandRow, words: Explanations): string {
	return words[kind]?.name ?? kind;
}
