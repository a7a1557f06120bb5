package io.pitwall.lab.fault;

/**
 * A page that people look at. Times are medians, milliseconds.
 *
 * @param path path, with # where an id stands
 * @param perMinute views a minute
 */
record Page(
    String path,
    double perMinute,
    double firstByte,
    double paint,
    double largest,
    double answer,
    double shift) {

  /** The same, drawn, answering and shifting so many times as slowly or as much. */
  Page worse(double drawing, double answering, double shifting) {
    return new Page(
        path,
        perMinute,
        firstByte,
        paint * drawing,
        largest * drawing,
        answer * answering,
        shift * shifting);
  }
}
