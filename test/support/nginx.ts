import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from './programs.mjs';

export interface NginxPorts {
  readonly plain: number;
  readonly tls: number;
  /** The port it passes requests on to. */
  readonly endpoint: number;
}

/** Writes the shipped nginx.conf and a certificate into the folder, for these ports and one worker. Returns the arguments that nginx takes. */
export async function writeNginx(folder: string, { plain, tls, endpoint }: NginxPorts): Promise<readonly string[]> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')];
  execFileSync(
    findProgram('openssl'),
    ['req', '-x509', ...key, '-days', '2', '-subj', '/CN=barometre.example', ...files],
    { stdio: 'ignore' },
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder};`);
  const shipped = await readFile('src/endpoint/production/nginx.conf', 'utf8');
  const file = join(folder, 'nginx.conf');
  await writeFile(
    file,
    shipped
      // Before the other ports, which may begin with the same digits.
      .replaceAll('127.0.0.1:4173', `127.0.0.1:${endpoint}`)
      .replace('user www-data;', 'daemon off;')
      .replace('/run/nginx.pid', join(folder, 'pid'))
      .replace('worker_processes auto;', 'worker_processes 1;')
      .replace('http {', `http { ${temporary.join(' ')}`)
      .replaceAll('/etc/letsencrypt/live/barometre.example', folder)
      .replaceAll('/var/log/nginx', folder)
      .replaceAll(/listen (\[::\]:)?80;/g, (_, six) => `listen ${six ? '[::1]:' : '127.0.0.1:'}${plain};`)
      .replaceAll(/listen (\[::\]:)?443 ssl;/g, (_, six) => `listen ${six ? '[::1]:' : '127.0.0.1:'}${tls} ssl;`),
  );
  return ['-e', 'stderr', '-p', folder, '-c', file];
}
