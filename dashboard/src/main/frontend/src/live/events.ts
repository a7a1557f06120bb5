/** An event of the stream, as it came over the wire. */
export interface WireEvent {
  id: string | undefined;
  name: string;
  data: string;
}

/**
 * Takes a stream of server-sent events apart (HTML standard, 9.2.6). Give it the text as it comes, in pieces of any size; it
 * keeps what is not complete yet.
 */
export class EventReader {
  private rest = '';
  private id: string | undefined;
  private name = 'message';
  private data: string[] = [];

  read(text: string): WireEvent[] {
    const events: WireEvent[] = [];
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (this.data.length > 0) events.push({ id: this.id, name: this.name, data: this.data.join('\n') });
        this.name = 'message';
        this.data = [];
      } else {
        this.field(line);
      }
    }
    return events;
  }

  private field(line: string) {
    const colon = line.indexOf(':');
    if (colon === 0) return; // a comment, which keeps the connection open
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    else if (field === 'data') this.data.push(value);
    else if (field === 'id') this.id = value;
  }
}
