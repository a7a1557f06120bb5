import * as v from 'valibot';

/** Why a question was not answered, in words for people. */
export class ApiError extends Error {
  /** HTTP status; 0 if no answer came at all. */
  readonly status: number;
  /** What the log of the server has it under, if it says so. */
  readonly id: string | undefined;
  /** Seconds after which to ask again, if the server says so. */
  readonly retryAfter: number | undefined;
  /** What is wrong, by field. */
  readonly fields: { field: string; expected: string; got: string }[];

  constructor(
    status: number,
    message: string,
    more: { id?: string; retryAfter?: number; fields?: ApiError['fields'] } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.id = more.id;
    this.retryAfter = more.retryAfter;
    this.fields = more.fields ?? [];
  }
}

const Problem = v.object({
  title: v.optional(v.string(), ''),
  detail: v.optional(v.string(), ''),
  errors: v.optional(v.array(v.object({ field: v.string(), expected: v.string(), got: v.string() })), () => []),
});

/** What an answer with an error status says. Copes with bodies of proxies, which are no problems in the sense of RFC 9457. */
export async function problemOf(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = {};
  }
  const parsed = v.safeParse(Problem, body);
  const problem = parsed.success ? parsed.output : { title: '', detail: '', errors: [] };
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  const id = response.headers.get('x-request-id') ?? /\bunder (\S+)$/.exec(problem.detail)?.[1];
  return new ApiError(response.status, problem.detail || problem.title || usual(response.status), {
    ...(id ? { id } : {}),
    ...(Number.isFinite(after) ? { retryAfter: after } : {}),
    fields: problem.errors,
  });
}

function usual(status: number): string {
  switch (status) {
    case 401:
      return 'The server asks for a token.';
    case 403:
      return 'The token does not allow this.';
    case 404:
      return 'There is nothing of this name.';
    case 429:
      return 'The server was asked too often.';
    case 502:
    case 503:
    case 504:
      return 'The server cannot answer at the moment.';
    default:
      return `The server answered with status ${status}.`;
  }
}

/** Any failure of a question as an error of the API. */
export function asApiError(failure: unknown): ApiError {
  if (failure instanceof ApiError) return failure;
  if (failure instanceof SyntaxError) {
    return new ApiError(0, 'The answer was cut off or is not JSON; a proxy between may have changed it.');
  }
  if (failure instanceof TypeError) return new ApiError(0, 'The server cannot be reached.');
  return new ApiError(0, failure instanceof Error ? failure.message : String(failure));
}
