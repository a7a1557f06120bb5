import { describe, expect, it } from 'vitest';
import { asApiError, problemOf } from './problem';

function response(status: number, body: string, headers: Record<string, string> = {}) {
  return new Response(body, { status, headers });
}

describe('problems', () => {
  it('says what the server says, with its fields and its id', async () => {
    const error = await problemOf(
      response(
        500,
        JSON.stringify({ title: 'Internal', detail: 'Something went wrong here; the log tells what under f-12' }),
      ),
    );
    expect(error).toMatchObject({ status: 500, id: 'f-12' });
    const refused = await problemOf(
      response(
        422,
        JSON.stringify({
          detail: 'hours: expected 1 to 168',
          errors: [{ field: 'hours', expected: '1 to 168', got: '0' }],
        }),
      ),
    );
    expect(refused.fields).toEqual([{ field: 'hours', expected: '1 to 168', got: '0' }]);
  });

  it('copes with pages of proxies', async () => {
    const error = await problemOf(response(502, '<html>Bad Gateway</html>', { 'retry-after': '7' }));
    expect(error).toMatchObject({ status: 502, retryAfter: 7, message: 'The server cannot answer at the moment.' });
  });

  it('names what kept an answer away', () => {
    expect(asApiError(new TypeError('Failed to fetch')).message).toContain('cannot be reached');
    expect(asApiError(new SyntaxError('Unexpected end')).message).toContain('cut off');
  });
});
