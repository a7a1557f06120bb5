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
    double shift) {}
