package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.ingest.wire.DecodeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;

/**
 * The outer shape of a request in JSON, which is the same for all signals: resources, in them
 * scopes, in them records. Resource and scope may stand after what they sent, so the text is gone
 * through twice: first for who sent, then for what.
 */
final class JsonRequest {
  private final String resources;
  private final String scopes;
  private final String records;

  /** Is given one record after the other. */
  interface Receiver {
    void take(JsonNode record, RawSource source);
  }

  /**
   * The names that differ between signals, in lowerCamelCase.
   *
   * @param resources list of resources, e.g. {@code resourceSpans}
   * @param scopes list of scopes in each
   * @param records list of records in each
   */
  JsonRequest(String resources, String scopes, String records) {
    this.resources = resources;
    this.scopes = scopes;
    this.records = records;
  }

  /**
   * Reads a request.
   *
   * @throws DecodeException if it is not JSON of that shape
   * @throws ProblemException 413 if it holds too much
   */
  void read(byte[] body, Receiver receiver) {
    Deque<RawSource> sources = new ArrayDeque<>();
    pass(body, walk -> findSources(walk, sources));
    pass(body, walk -> readRecords(walk, sources, receiver));
  }

  private static void pass(byte[] body, Consumer<JsonWalk> passage) {
    try (JsonWalk walk = new JsonWalk(body)) {
      passage.accept(walk);
    } catch (StreamConstraintsException tooMuch) {
      throw new ProblemException(
          Problem.of(413, "Expected a smaller request: " + tooMuch.getOriginalMessage()));
    } catch (JacksonException malformed) {
      throw new DecodeException("Expected JSON: " + malformed.getOriginalMessage());
    }
  }

  private void findSources(JsonWalk walk, Deque<RawSource> sources) {
    walk.text(
        name -> {
          if (name.equals(resources)) {
            walk.list(name, () -> new Sender().find(walk, sources));
          } else {
            walk.skip();
          }
        });
  }

  /** One resource with its scopes. */
  private final class Sender {
    private Attributes resource = Attributes.EMPTY;
    private final List<RawSource> found = new ArrayList<>();
    private String scopeName = "";
    private String scopeVersion = "";

    void find(JsonWalk walk, Deque<RawSource> sources) {
      walk.object(
          resources,
          name -> {
            if (name.equals("resource") && !walk.isNull()) {
              resource = JsonFields.attributes(walk.tree(name));
            } else if (name.equals(scopes)) {
              walk.list(name, () -> findScope(walk));
            } else {
              walk.skip();
            }
          });
      found.forEach(
          scope -> sources.add(new RawSource(resource, scope.scopeName(), scope.scopeVersion())));
    }

    private void findScope(JsonWalk walk) {
      scopeName = "";
      scopeVersion = "";
      walk.object(
          scopes,
          name -> {
            if (name.equals("scope") && !walk.isNull()) {
              JsonNode scope = walk.tree(name);
              scopeName = JsonFields.text(scope, "name");
              scopeVersion = JsonFields.text(scope, "version");
            } else {
              walk.skip();
            }
          });
      found.add(new RawSource(Attributes.EMPTY, scopeName, scopeVersion));
    }
  }

  private void readRecords(JsonWalk walk, Deque<RawSource> sources, Receiver receiver) {
    walk.text(
        name -> {
          if (name.equals(resources)) {
            walk.list(name, () -> readResource(walk, sources, receiver));
          } else {
            walk.skip();
          }
        });
  }

  private void readResource(JsonWalk walk, Deque<RawSource> sources, Receiver receiver) {
    walk.object(
        resources,
        name -> {
          if (name.equals(scopes)) {
            walk.list(name, () -> readScope(walk, sources.remove(), receiver));
          } else {
            walk.skip();
          }
        });
  }

  private void readScope(JsonWalk walk, RawSource source, Receiver receiver) {
    walk.object(
        scopes,
        name -> {
          if (name.equals(records)) {
            walk.list(name, () -> receiver.take(walk.tree(records), source));
          } else {
            walk.skip();
          }
        });
  }
}
