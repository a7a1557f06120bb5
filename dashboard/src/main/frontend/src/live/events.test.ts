import { describe, expect, it } from 'vitest';
import { EventReader } from './events';

const TEXT = ': hello\r\n\r\nid: a-1\nevent: alert\ndata: {"x":\ndata: 1}\n\nevent: heartbeat\ndata: {}\n\n';

describe('the reader of events', () => {
  it('gives the same whatever the pieces', () => {
    const whole = new EventReader().read(TEXT);
    expect(whole).toEqual([
      { id: 'a-1', name: 'alert', data: '{"x":\n1}' },
      { id: 'a-1', name: 'heartbeat', data: '{}' },
    ]);
    for (let size = 1; size < 20; size++) {
      const reader = new EventReader();
      const events = [];
      for (let i = 0; i < TEXT.length; i += size) events.push(...reader.read(TEXT.slice(i, i + size)));
      expect(events).toEqual(whole);
    }
  });
});
