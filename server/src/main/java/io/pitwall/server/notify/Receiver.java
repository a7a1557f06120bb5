package io.pitwall.server.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is told by a channel, with what is needed to speak to them. Addresses are http or https. */
public sealed interface Receiver {

  /** Sort of receiver, as configured by {@code type}. */
  String type();

  /** What it bears for long, notifications a minute. */
  default int usualPerMinute() {
    return 60;
  }

  /**
   * Any program that understands what Alertmanager sends to its web hooks.
   *
   * @param url where to
   * @param signingKey what the body is signed with
   * @param bearerToken sent with each request
   */
  record Webhook(Secret url, Optional<Secret> signingKey, Optional<Secret> bearerToken)
      implements Receiver {
    @Override
    public String type() {
      return "webhook";
    }

    @Override
    public int usualPerMinute() {
      return 1_200;
    }
  }

  /**
   * An Alertmanager.
   *
   * @param url its address, with what its paths begin with
   * @param bearerToken sent with each request
   * @param forgetAfter after this time without news it takes an alert as over
   */
  record Alertmanager(Secret url, Optional<Secret> bearerToken, Duration forgetAfter)
      implements Receiver {
    @Override
    public String type() {
      return "alertmanager";
    }

    @Override
    public int usualPerMinute() {
      return 1_200;
    }
  }

  /** A channel of Slack, by an incoming web hook, whose address is a secret. */
  record Slack(Secret url) implements Receiver {
    @Override
    public String type() {
      return "slack";
    }
  }

  /** A channel or chat of Microsoft Teams, by a workflow, whose address is a secret. */
  record Teams(Secret url) implements Receiver {
    @Override
    public String type() {
      return "teams";
    }
  }

  /**
   * A service of PagerDuty.
   *
   * @param url where its events go
   * @param routingKey integration key of the service
   */
  record PagerDuty(Secret url, Secret routingKey) implements Receiver {
    /** For all but customers in the EU. */
    public static final String URL = "https://events.pagerduty.com/v2/enqueue";

    @Override
    public String type() {
      return "pagerduty";
    }
  }

  /**
   * An integration of Opsgenie.
   *
   * @param url address of its API
   * @param apiKey of the integration
   */
  record Opsgenie(Secret url, Secret apiKey) implements Receiver {
    /** For all but customers in the EU. */
    public static final String URL = "https://api.opsgenie.com";

    @Override
    public String type() {
      return "opsgenie";
    }
  }

  /**
   * People with a mailbox.
   *
   * @param host mail server
   * @param port its port
   * @param tls how the way there is kept from others
   * @param user who sends; nobody in particular if empty
   * @param password of the user
   * @param from address of the sender
   * @param to addresses
   */
  record Email(
      String host,
      int port,
      Tls tls,
      String user,
      Optional<Secret> password,
      String from,
      List<String> to)
      implements Receiver {

    /** How the way to the mail server is kept from others. */
    public enum Tls {
      /** From the first byte on, usually port 465. */
      TLS,
      /** From the greeting on, or not at all: without it nothing is sent. Usually port 587. */
      STARTTLS,
      /** Not at all. */
      NONE
    }

    public Email {
      to = List.copyOf(to);
      if (to.isEmpty()) {
        throw new IllegalArgumentException("Expected an address in to, but got none");
      }
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("Expected a port from 1 to 65535, but got " + port);
      }
      if (tls == Tls.NONE && password.isPresent()) {
        throw new IllegalArgumentException(
            "Expected tls of tls or starttls where there is a password, but got none");
      }
    }

    @Override
    public String type() {
      return "email";
    }
  }

  /**
   * Anything else that takes a POST.
   *
   * @param url where to
   * @param template text of the body
   * @param contentType of the body
   * @param bearerToken sent with each request
   */
  record Custom(Secret url, Template template, String contentType, Optional<Secret> bearerToken)
      implements Receiver {
    @Override
    public String type() {
      return "template";
    }
  }

  /** The address of a receiver that is spoken to by HTTP, empty of others. */
  default Optional<URI> address() {
    return switch (this) {
      case Webhook webhook -> Optional.of(URI.create(webhook.url().value()));
      case Alertmanager alertmanager -> Optional.of(URI.create(alertmanager.url().value()));
      case Slack slack -> Optional.of(URI.create(slack.url().value()));
      case Teams teams -> Optional.of(URI.create(teams.url().value()));
      case PagerDuty pager -> Optional.of(URI.create(pager.url().value()));
      case Opsgenie opsgenie -> Optional.of(URI.create(opsgenie.url().value()));
      case Custom custom -> Optional.of(URI.create(custom.url().value()));
      case Email email -> Optional.empty();
    };
  }
}
