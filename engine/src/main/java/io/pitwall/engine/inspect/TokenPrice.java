package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.model.trace.SpanKind;

/**
 * What tokens cost, found from the costs of calls by least squares: so much for one in, a tenth of
 * that for one read from a cache, so much for one out. Exact where costs follow a price list. Not
 * thread-safe.
 */
final class TokenPrice {
  /** Price of a cached token against a fresh one, as most providers have it. */
  static final double CACHED = 0.1;

  /** Price of a token written to a cache that is kept for five minutes, against a fresh one. */
  static final double WRITTEN = 1.25;

  /** The same for one that is kept for an hour. */
  static final double WRITTEN_FOR_AN_HOUR = 2;

  private double inIn;
  private double inOut;
  private double outOut;
  private double inCost;
  private double outCost;

  /** A call; one of unknown cost or use says nothing. */
  void add(int in, int cached, int out, double usd) {
    if (in >= 0 && !Double.isNaN(usd)) {
      double fresh = in - (1 - CACHED) * Math.max(0, cached);
      double answer = Math.max(0, out);
      inIn += fresh * fresh;
      inOut += fresh * answer;
      outOut += answer * answer;
      inCost += fresh * usd;
      outCost += answer * usd;
    }
  }

  /** All model calls of a type of agent in a run. */
  void addAll(RunView view, int agentType) {
    for (int i = 0; i < view.size(); i++) {
      if (view.kind(i) == SpanKind.MODEL && view.agentType(i) == agentType && view.isModelCall(i)) {
        add(view.tokensIn(i), view.tokensCached(i), view.tokensOut(i), view.cost(i));
      }
    }
  }

  /** US dollars for a fresh input token; 0 if it cannot be told. */
  double input() {
    double determinant = inIn * outOut - inOut * inOut;
    if (determinant > 1e-9 * inIn * outOut) {
      double price = (inCost * outOut - outCost * inOut) / determinant;
      return Math.max(0, price);
    }
    // Calls of one shape: a token out costs five of those in, as most price lists have it.
    double ratio = inIn == 0 ? 0 : inOut / inIn;
    return inIn == 0 ? 0 : inCost / inIn / (1 + 5 * ratio);
  }

  /**
   * What a prefix costs that is written to a cache once and read from it by every other call.
   *
   * @param tokens length of the prefix
   * @param usdPerToken price of a fresh input token
   * @param reuses calls after the first
   * @param written price of a token written against a fresh one
   */
  static double cachedPrefix(double tokens, double usdPerToken, double reuses, double written) {
    return tokens * usdPerToken * (written + CACHED * reuses);
  }
}
