import { redirect } from '@sveltejs/kit';

/** The work orders are the front page until there is more than one module. */
export function load(): never {
	redirect(307, '/arbetsorder');
}
