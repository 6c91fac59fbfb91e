import '../tokens.css';
import '../base.css';
import { mount } from 'svelte';
import Gallery from './Gallery.svelte';

const target = document.querySelector('.app-root');
if (!target) throw new Error('The page has no place for the components');
const address = new URL(location.href).searchParams;
const theme = address.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;
mount(Gallery, { target, props: { only: address.get('component'), variant: address.get('variant') } });
