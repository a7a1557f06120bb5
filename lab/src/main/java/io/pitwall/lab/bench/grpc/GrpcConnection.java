package io.pitwall.lab.bench.grpc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection for unary gRPC calls over HTTP/2 without TLS, by prior knowledge. Calls may be made
 * from several threads and overlap; answers are given on the connection's own thread, so they must
 * be taken quickly. Costs a copy of what is sent and one thread.
 */
public final class GrpcConnection implements AutoCloseable {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int CANCEL = 8;
  private static final int CONNECT_MILLIS = 5_000;

  private final Socket socket;
  private final String authority;
  private final OutputStream out;

  /**
   * Held while writing, never while waiting for the peer: the reader must get through to answer.
   */
  private final ReentrantLock writing = new ReentrantLock();

  /** Held while a stream is opened, so that the numbers of streams go out in order. */
  private final ReentrantLock opening = new ReentrantLock();

  private final FlowControl flow = new FlowControl();
  private final Map<Integer, Call> calls = new ConcurrentHashMap<>();
  private final Map<String, byte[]> heads = new ConcurrentHashMap<>();
  private final Hpack hpack = new Hpack();
  private int nextStream = 1;
  private int unreportedBytes;

  private static final class Call {
    final Consumer<GrpcAnswer> answer;
    final ByteArrayOutputStream data = new ByteArrayOutputStream();
    @Nullable Map<String, String> head;

    Call(Consumer<GrpcAnswer> answer) {
      this.answer = answer;
    }
  }

  private GrpcConnection(Socket socket, String authority) throws IOException {
    this.socket = socket;
    this.authority = authority;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
  }

  /** Connects to the host and port of a URI. */
  public static GrpcConnection open(URI server) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
    var connection = new GrpcConnection(socket, server.getAuthority());
    connection.out.write(PREFACE);
    connection.send(Frame.SETTINGS, 0, 0, new byte[0]);
    Thread.ofPlatform().daemon().name("grpc-reader").start(connection::read);
    return connection;
  }

  /**
   * Sends a request; returns when it is written, which waits for the windows of the server.
   *
   * @param path {@code /service/Method}
   * @param message the message with its gRPC prefix; free for re-use on return
   * @param answer gets the answer exactly once; UNAVAILABLE when the connection breaks
   */
  public void call(String path, byte[] message, Consumer<GrpcAnswer> answer)
      throws InterruptedException {
    var call = new Call(answer);
    int stream = 0;
    try {
      stream = openStream(path, call);
      send(stream, message);
    } catch (IOException e) {
      GrpcAnswer broken = GrpcAnswer.broken(e.toString());
      if (stream == 0) {
        answer.accept(broken);
      } else {
        end(stream, broken);
      }
    }
  }

  /** Whether calls can still be made. */
  public boolean isOpen() {
    return !flow.isFailed();
  }

  private int openStream(String path, Call call) throws IOException, InterruptedException {
    byte[] head = heads.computeIfAbsent(path, this::head);
    opening.lockInterruptibly();
    try {
      int stream = nextStream;
      flow.open(stream);
      nextStream += 2;
      write(Frame.HEADERS, Frame.END_HEADERS, stream, head, 0, head.length);
      calls.put(stream, call);
      return stream;
    } finally {
      opening.unlock();
    }
  }

  private void send(int stream, byte[] message) throws IOException, InterruptedException {
    int sent = 0;
    while (sent < message.length) {
      int allowed = flow.take(stream, message.length - sent, false);
      if (allowed == FlowControl.WAIT) {
        flush();
        allowed = flow.take(stream, message.length - sent, true);
      }
      if (allowed == FlowControl.CLOSED) {
        send(Frame.RST_STREAM, 0, stream, int32(CANCEL)); // answered before it was all said
        return;
      }
      boolean last = sent + allowed == message.length;
      write(Frame.DATA, last ? Frame.END_STREAM : 0, stream, message, sent, allowed);
      sent += allowed;
    }
    flush();
  }

  private byte[] head(String path) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":method", "POST");
    headers.put(":scheme", "http");
    headers.put(":path", path);
    headers.put(":authority", authority);
    headers.put("content-type", "application/grpc");
    headers.put("te", "trailers");
    headers.put("user-agent", "pitwall-bench");
    return Hpack.encode(headers);
  }

  @Override
  public void close() {
    try {
      send(Frame.GOAWAY, 0, 0, new byte[8]);
    } catch (IOException e) {
      // It is closed already; closing again is all that is left to do.
    }
    breakOff(new IOException("closed here"));
  }

  private void read() {
    try (var in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
      while (true) {
        Frame frame = Frame.read(in);
        switch (frame.type()) {
          case Frame.DATA -> data(frame);
          case Frame.HEADERS -> headers(frame, in);
          case Frame.RST_STREAM ->
              end(frame.stream(), GrpcAnswer.broken("reset with code " + frame.int32(0)));
          case Frame.SETTINGS -> {
            if (!frame.has(Frame.ACK)) {
              flow.settings(frame);
              send(Frame.SETTINGS, Frame.ACK, 0, new byte[0]);
            }
          }
          case Frame.PING -> {
            if (!frame.has(Frame.ACK)) {
              send(Frame.PING, Frame.ACK, 0, frame.payload());
            }
          }
          case Frame.WINDOW_UPDATE -> flow.update(frame.stream(), frame.int32(0) & 0x7fff_ffff);
          case Frame.GOAWAY -> goAway(frame);
          default -> {} // unknown frames are to be passed over
        }
      }
    } catch (IOException | RuntimeException e) {
      breakOff(new IOException("The connection to " + authority + " broke", e));
    }
  }

  private void data(Frame frame) throws IOException {
    Call call = calls.get(frame.stream());
    if (call != null) {
      call.data.writeBytes(frame.content());
      if (frame.has(Frame.END_STREAM)) {
        end(frame.stream(), GrpcAnswer.of(headOf(call), new byte[0], Map.of()));
      }
    }
    // Answers are far smaller than the window of a stream, so only the connection's is refilled.
    unreportedBytes += frame.payload().length;
    if (unreportedBytes > Frame.DEFAULT_WINDOW / 2) {
      send(Frame.WINDOW_UPDATE, 0, 0, int32(unreportedBytes));
      unreportedBytes = 0;
    }
  }

  private void headers(Frame first, DataInputStream in) throws IOException {
    var block = new ByteArrayOutputStream();
    block.writeBytes(first.content());
    for (Frame part = first; !part.has(Frame.END_HEADERS); ) {
      part = Frame.read(in);
      block.writeBytes(part.payload());
    }
    Map<String, String> headers = hpack.decode(block.toByteArray());
    Call call = calls.get(first.stream());
    if (call == null) {
      return;
    }
    if (first.has(Frame.END_STREAM)) {
      end(first.stream(), GrpcAnswer.of(headOf(call), call.data.toByteArray(), headers));
    } else {
      call.head = headers;
    }
  }

  private static Map<String, String> headOf(Call call) {
    return call.head == null ? Map.of() : call.head;
  }

  private void goAway(Frame frame) {
    int lastTaken = frame.int32(0);
    byte[] payload = frame.payload();
    String why =
        "The server closes the connection with code "
            + frame.int32(4)
            + ": "
            + new String(payload, 8, payload.length - 8, StandardCharsets.UTF_8);
    flow.fail(new IOException(why));
    List.copyOf(calls.keySet()).stream()
        .filter(stream -> stream > lastTaken)
        .forEach(stream -> end(stream, GrpcAnswer.broken(why)));
  }

  private void end(int stream, GrpcAnswer answer) {
    Call call = calls.remove(stream);
    if (call != null) {
      flow.closed(stream);
      call.answer.accept(answer);
    }
  }

  private void breakOff(IOException cause) {
    flow.fail(cause);
    try {
      socket.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    List.copyOf(calls.keySet()).forEach(stream -> end(stream, GrpcAnswer.broken(cause.toString())));
  }

  private void send(int type, int flags, int stream, byte[] payload) throws IOException {
    write(type, flags, stream, payload, 0, payload.length);
    flush();
  }

  private void write(int type, int flags, int stream, byte[] from, int offset, int length)
      throws IOException {
    writing.lock();
    try {
      out.write(Frame.header(length, type, flags, stream));
      out.write(from, offset, length);
    } finally {
      writing.unlock();
    }
  }

  private void flush() throws IOException {
    writing.lock();
    try {
      out.flush();
    } finally {
      writing.unlock();
    }
  }

  private static byte[] int32(int value) {
    byte[] bytes = new byte[4];
    Frame.putInt32(bytes, 0, value);
    return bytes;
  }
}
