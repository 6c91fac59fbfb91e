import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, mkdirSync } from 'node:fs';
import { RawClient, fieldEdits, updateFrame } from './bench/sync-raw-client.ts';
import { documentName } from './sync/support/server.ts';
for (const variant of ['ours','plain']) {
rmSync('/tmp/prof',{recursive:true,force:true});
mkdirSync('/tmp/profdata',{recursive:true});
const child = fork('/work/main/tests/bench/sync-server-process.ts', [variant,'/tmp/profdata'], { execArgv:['--cpu-prof','--cpu-prof-dir=/tmp/prof'], stdio:['ignore','inherit','inherit','ipc']});
const [{port}] = await once(child,'message');
const name = documentName('notes', '2026-'+String(1+Math.floor(Math.random()*12)).padStart(2,'0')+'-'+String(10+Math.floor(Math.random()*18)));
const clients = await Promise.all(Array.from({length:50},(_, i)=>new RawClient(`ws://127.0.0.1:${port}/sync`,name,'m'+i).open()));
let acked=0;
for (const c of clients){ const fr=fieldEdits(1500).map(u=>updateFrame(name,u)); let n=0; c.onMessage=t=>{ if(t===8){acked++; if(fr[n]) c.send(fr[n++]);} }; c.send(fr[n++]); }
await new Promise(r=>setTimeout(r,4000));
console.log(variant,'acked/s', acked/4);
child.disconnect(); await once(child,'exit');
for (const c of clients) c.close();
const p = JSON.parse(readFileSync('/tmp/prof/'+readdirSync('/tmp/prof')[0]));
const self=new Map(); const dt=p.timeDeltas; const byId=new Map(p.nodes.map(n=>[n.id,n]));
let total=0; p.samples.forEach((id,i)=>{ const n=byId.get(id); const k=n.callFrame.functionName+' '+n.callFrame.url.split('/').slice(-2).join('/')+':'+n.callFrame.lineNumber; self.set(k,(self.get(k)||0)+dt[i]); total+=dt[i]; });
console.log([...self].sort((a,b)=>b[1]-a[1]).slice(0,32).map(([k,v])=>(v/total*100).toFixed(1)+'% '+k).join('\n'));
}
process.exit();
