package io.pitwall.engine.notify;

import io.pitwall.model.notify.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A channel that keeps what arrives, and answers as a test says. Used by one thread at a time. */
final class RecordingChannel implements Channel {
  private final String name;
  private final int perMinute;
  private boolean tellsResolved = true;
  private Function<Notification, Delivery> answer = sent -> new Delivery.Delivered("ok");
  private final List<Notification> arrived = new ArrayList<>();
  private int attempts;

  RecordingChannel(String name, int perMinute) {
    this.name = name;
    this.perMinute = perMinute;
  }

  RecordingChannel withoutResolved() {
    tellsResolved = false;
    return this;
  }

  void answering(Function<Notification, Delivery> other) {
    answer = other;
  }

  List<Notification> arrived() {
    return arrived;
  }

  int attempts() {
    return attempts;
  }

  @Override
  public Delivery deliver(Notification notification) {
    attempts++;
    Delivery delivery = answer.apply(notification);
    if (delivery instanceof Delivery.Delivered) {
      arrived.add(notification);
    }
    return delivery;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String type() {
    return "recording";
  }

  @Override
  public String target() {
    return "a test";
  }

  @Override
  public int perMinute() {
    return perMinute;
  }

  @Override
  public boolean tellsResolved() {
    return tellsResolved;
  }
}
