// Pages render from the device's own store, so there is nothing for a server to render.
export const ssr = false;
export const prerender = false;
