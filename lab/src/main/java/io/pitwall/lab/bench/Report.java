package io.pitwall.lab.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all benches came to.
 *
 * @param machine facts by name
 * @param measurements in the order they are to be shown in
 * @param failures benches that failed, with the reason
 */
record Report(
    Map<String, String> machine, List<Measurement> measurements, Map<String, String> failures) {

  /** A plain table with the machine under it. */
  String table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("bench", "what", "measured", "bar", "aim", "reaches"));
    for (Measurement one : measurements) {
      rows.add(
          List.of(
              one.bench(),
              one.what(),
              one.text(),
              bar(one),
              aim(one),
              one.goal().verdict(one.value())));
    }
    failures.forEach((bench, why) -> rows.add(List.of(bench, "failed: " + why, "", "", "", "")));
    var text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        int width = width(rows, column);
        text.append(String.format("%-" + width + "s  ", row.get(column)));
      }
      text.setLength(text.toString().stripTrailing().length());
      text.append('\n');
    }
    text.append('\n');
    machine.forEach((fact, value) -> text.append(fact).append(": ").append(value).append('\n'));
    return text.toString();
  }

  /** The same for programs. */
  byte[] json() {
    List<Map<String, Object>> values = new ArrayList<>();
    for (Measurement one : measurements) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("bench", one.bench());
      value.put("what", one.what());
      value.put("value", one.value());
      value.put("low", one.low());
      value.put("high", one.high());
      value.put("unit", one.unit());
      switch (one.goal()) {
        case Goal.None() -> {}
        case Goal.AtMost(double bar, double aim) -> {
          value.put("bar_at_most", bar);
          value.put("aim_at_most", aim);
        }
        case Goal.AtLeast(double bar, double aim) -> {
          value.put("bar_at_least", bar);
          value.put("aim_at_least", aim);
        }
        case Goal.Within(double low, double high, double aimLow, double aimHigh) -> {
          value.put("bar_at_least", low);
          value.put("bar_at_most", high);
          value.put("aim_at_least", aimLow);
          value.put("aim_at_most", aimHigh);
        }
      }
      values.add(value);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine);
    all.put("measurements", values);
    all.put("failures", failures);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream()
        .filter(row -> column != 1 || !row.get(column).startsWith("failed: "))
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(1);
  }

  private static String bar(Measurement one) {
    return switch (one.goal()) {
      case Goal.None() -> "";
      case Goal.AtMost(double bar, double aim) -> one.withUnit(bar);
      case Goal.AtLeast(double bar, double aim) -> one.withUnit(bar);
      case Goal.Within(double low, double high, double aimLow, double aimHigh) ->
          Measurement.number(low) + ".." + one.withUnit(high);
    };
  }

  private static String aim(Measurement one) {
    return switch (one.goal()) {
      case Goal.None() -> "";
      case Goal.AtMost(double bar, double aim) -> one.withUnit(aim);
      case Goal.AtLeast(double bar, double aim) -> one.withUnit(aim);
      case Goal.Within(double low, double high, double aimLow, double aimHigh) ->
          Measurement.number(aimLow) + ".." + one.withUnit(aimHigh);
    };
  }
}
