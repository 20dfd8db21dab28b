import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface Mail {
  readonly to: string[];
  /** Headers and body as sent, with soft line breaks of quoted-printable and base64 undone. */
  readonly text: string;
  readonly subject: string;
}

/** An SMTP server on loopback that takes every mail and keeps it. `refuses` makes it take none. */
export async function startMailServer() {
  const mails: Mail[] = [];
  const state = { mails, refuses: false, url: '', stop: async () => {} };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    let buffer = '';
    let to: string[] = [];
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      for (;;) {
        const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = buffer.slice(0, end);
        buffer = buffer.slice(end + (inData ? 5 : 2));
        if (inData) {
          mails.push(parse(piece, to));
          [inData, to] = [false, []];
          say('250 kept');
          continue;
        }
        const verb = piece.slice(0, 4).toUpperCase();
        if (verb === 'RCPT') {
          to.push(/<([^>]*)>/.exec(piece)?.[1] ?? '');
          say(state.refuses ? '550 no' : '250 yes');
        } else if (verb === 'DATA') {
          inData = true;
          say('354 go on');
        } else if (verb === 'QUIT') {
          say('221 bye');
          socket.end();
        } else say('250 yes');
      }
    });
    say('220 meipi.test');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  state.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  state.stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      // Who still holds a connection would be waited for.
      for (const socket of open) socket.destroy();
    });
  return state;
}

function parse(message: string, to: string[]): Mail {
  const split = message.indexOf('\r\n\r\n');
  const head = message.slice(0, split).replace(/\r\n[ \t]+/g, ' ');
  const body = message.slice(split + 4);
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1] ?? '7bit';
  const subject = (/^subject: (.*)$/im.exec(head)?.[1] ?? '').replace(
    /=\?utf-8\?([BQ])\?([^?]*)\?=\s*/gi,
    (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? fromBase64(word) : quotedPrintable(word.replaceAll('_', ' ')),
  );
  const decode = encoding === 'base64' ? fromBase64 : encoding === 'quoted-printable' ? quotedPrintable : utf8;
  return { to, subject, text: decode(body) };
}

const utf8 = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');
const fromBase64 = (text: string): string => Buffer.from(text, 'base64').toString('utf8');
const quotedPrintable = (text: string): string =>
  utf8(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
