package io.pitwall.server.notify;

import java.util.Optional;

/**
 * Addresses that people are sent to.
 *
 * @param base where Pitwall is reached by people, without a slash at the end; empty if not known
 */
record Links(String base) {

  /** Where alerts are listed. */
  Optional<String> alerts() {
    return base.isEmpty() ? Optional.empty() : Optional.of(base + "/alerts");
  }

  /** Where a run is shown. */
  Optional<String> run(String trace) {
    return base.isEmpty() ? Optional.empty() : Optional.of(base + "/runs/" + trace);
  }
}
