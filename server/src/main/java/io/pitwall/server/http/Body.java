package io.pitwall.server.http;

/**
 * Bytes with their media type. The array is not copied: whoever hands it over does not write to it
 * afterwards.
 */
public final class Body {
  private final String contentType;
  private final byte[] bytes;

  public Body(String contentType, byte[] bytes) {
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /** Media type, with parameters. */
  public String contentType() {
    return contentType;
  }

  public byte[] bytes() {
    return bytes;
  }
}
