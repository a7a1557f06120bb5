package io.pitwall.server.api;

import io.pitwall.server.http.Route;
import java.util.List;

/** A part of the interface: some routes about one thing. */
interface Resource {
  List<Route> routes();
}
