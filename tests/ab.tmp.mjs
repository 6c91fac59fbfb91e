import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { RawClient, fieldEdits, updateFrame } from './bench/sync-raw-client.ts';
import { documentName } from './sync/support/server.ts';
const start = async (variant, env) => { const dir='/tmp/ab'+Math.random(); mkdirSync(dir); const child = fork('/work/main/tests/bench/sync-server-process.ts', [variant,dir], { env:{...process.env,...env}, stdio:['ignore','inherit','inherit','ipc']}); const [{port}] = await once(child,'message'); return {child, url:`ws://127.0.0.1:${port}/sync`}; };
const S = { show: await start('ours',{}), noshow: await start('ours',{NOSHOW:'1'}), plain: await start('plain',{}) };
const res = {show:[],noshow:[],plain:[]}, cpu={show:[],noshow:[],plain:[]};
const cpuOf = async s => { s.child.send('cpu'); const [{cpu}] = await once(s.child,'message'); return cpu; };
for (let round=0; round<7; round++) for (const k of Object.keys(S)) {
 const name = documentName('notes','20'+(10+round)+'-05');
 const clients = await Promise.all(Array.from({length:50},(_, i)=>new RawClient(S[k].url,name,'m'+i).open()));
 let acked=0, run=true;
 for (const c of clients){ const fr=fieldEdits(1500).map(u=>updateFrame(name,u)); let n=0; c.onMessage=t=>{ if(t===8){acked++; if(run&&fr[n]) c.send(fr[n++]);} }; c.send(fr[n++]); }
 await new Promise(r=>setTimeout(r,400)); const a=acked, t=performance.now(), c0=await cpuOf(S[k]);
 await new Promise(r=>setTimeout(r,1500)); const rate=(acked-a)/(performance.now()-t)*1000; const cc=await cpuOf(S[k])-c0; res[k].push(rate); cpu[k].push((acked-a)/cc*1000); run=false; for (const c of clients) c.close(); await new Promise(r=>setTimeout(r,150));
}
for (const k of Object.keys(res)) { const m=v=>v.sort((a,b)=>a-b)[3]; console.log(k, 'rate', m(res[k]).toFixed(0), 'per cpu', m(cpu[k]).toFixed(0), 'ratio', (m(res[k])/m(res.plain)).toFixed(3), (m(cpu[k])/m(cpu.plain)).toFixed(3)); S[k].child.kill(); }
process.exit();
