package io.pitwall.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket that sends what no proper client would. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(int port) {
    try {
      this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(20_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RawClient send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends the lines of a request's head and the empty line after them. */
  RawClient head(String... lines) {
    return send(String.join("\r\n", lines) + "\r\n\r\n");
  }

  RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the sending direction only. */
  RawClient halfClose() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All there is until the server closes the connection. */
  String readAll() {
    var text = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      text.append("<").append(e.getMessage()).append(">");
    }
    return text.toString();
  }

  /** Reads until this text has come. */
  String readUntil(String end) {
    var text = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      while (text.indexOf(end) < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IllegalStateException(
              "Expected " + end + ", but the stream ended after " + text);
        }
        text.append((char) next);
      }
      return text.toString();
    } catch (IOException e) {
      throw new IllegalStateException("Expected " + end + ", but got " + text, e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
