package io.pitwall.analysis.bottleneck;

import io.pitwall.analysis.path.CriticalPath;
import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.Piece;
import io.pitwall.analysis.path.RunView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Sums up the critical paths of some runs by subject. */
final class PathTimes {

  /** Of one subject: nanoseconds, and runs with it on the path. */
  static final class Time {
    double total;
    double waited;
    double drag;
    int runs;
  }

  final Map<Subject, Time> bySubject = new HashMap<>();
  private final Names names;
  private double duration;
  private int runs;

  PathTimes(Names names) {
    this.names = names;
  }

  void add(RunView run) {
    CriticalPath path = CriticalPath.of(run);
    Set<Subject> met = new HashSet<>();
    for (Piece piece : path.pieces()) {
      if (piece.span() != RunView.NONE) {
        for (Subject subject : subjects(run, piece.span())) {
          Time time = time(subject);
          time.total += piece.nanos();
          time.waited += piece.type() == Piece.Type.WAIT ? piece.nanos() : 0;
          met.add(subject);
        }
      }
    }
    for (int i = 0; i < run.size(); i++) {
      if (path.isCritical(i)) {
        Set<Subject> above = run.parent(i) < 0 ? Set.of() : subjects(run, run.parent(i));
        for (Subject subject : subjects(run, i)) {
          time(subject).drag += above.contains(subject) ? 0 : path.dragNanos(i);
        }
      }
    }
    met.forEach(subject -> time(subject).runs++);
    duration += run.durationNanos();
    runs++;
  }

  Time time(Subject subject) {
    return bySubject.computeIfAbsent(subject, key -> new Time());
  }

  /** Share of all durations. */
  double share(double nanos) {
    return duration == 0 ? 0 : nanos / duration;
  }

  /** Of a run, seconds. */
  double mean(double nanos) {
    return runs == 0 ? 0 : nanos / runs / 1e9;
  }

  double meanDuration() {
    return mean(duration);
  }

  private Set<Subject> subjects(RunView run, int span) {
    Set<Subject> subjects = new LinkedHashSet<>();
    if (run.agentType(span) != Names.NONE) {
      subjects.add(new Subject(Subject.Sort.AGENT, names.word(run.agentType(span))));
    }
    String operation = names.word(run.operation(span));
    switch (run.kind(span)) {
      case MODEL, EMBEDDING ->
          subjects.add(
              run.model(span) == Names.NONE
                  ? new Subject(Subject.Sort.OPERATION, operation)
                  : new Subject(Subject.Sort.MODEL, names.word(run.model(span))));
      case TOOL -> subjects.add(new Subject(Subject.Sort.TOOL, operation));
      case DATABASE, RETRIEVAL -> subjects.add(new Subject(Subject.Sort.QUERY, operation));
      case HTTP_CLIENT -> subjects.add(new Subject(Subject.Sort.EXTERNAL, operation));
      case TASK, HTTP_SERVER, MESSAGING, FRONTEND, INTERNAL ->
          subjects.add(new Subject(Subject.Sort.OPERATION, operation));
      case WORKFLOW, AGENT -> {}
    }
    return subjects;
  }
}
