package io.pitwall.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The context of a connection, with its reads, writes and routes through our hands. */
final class GuardedContext implements ConnectionContext {
  private final ConnectionContext original;
  private final GuardedConnection connection;
  private final Router router;
  private final DataReader reader;
  private final DataWriter writer;

  GuardedContext(ConnectionContext original, GuardedConnection connection, Router router) {
    this.original = original;
    this.connection = connection;
    this.router = router;
    this.reader = DataReader.create(connection::read);
    this.writer = new TimedWriter(original.dataWriter(), connection);
  }

  GuardedConnection connection() {
    return connection;
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public ListenerContext listenerContext() {
    return original.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return original.executor();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return original.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return original.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return original.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return original.localPeer();
  }

  @Override
  public boolean isSecure() {
    return original.isSecure();
  }

  @Override
  public String socketId() {
    return original.socketId();
  }

  @Override
  public String childSocketId() {
    return original.childSocketId();
  }

  /** Tells the connection how long a write takes: a client that does not read blocks it. */
  private static final class TimedWriter implements DataWriter {
    private final DataWriter writer;
    private final GuardedConnection connection;

    TimedWriter(DataWriter writer, GuardedConnection connection) {
      this.writer = writer;
      this.connection = connection;
    }

    private void timed(Runnable write) {
      connection.writeStarted();
      try {
        write.run();
      } finally {
        connection.writeFinished();
      }
    }

    @Override
    public void write(BufferData... buffers) {
      timed(() -> writer.write(buffers));
    }

    @Override
    public void write(BufferData buffer) {
      timed(() -> writer.write(buffer));
    }

    @Override
    public void writeNow(BufferData... buffers) {
      timed(() -> writer.writeNow(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
      timed(() -> writer.writeNow(buffer));
    }

    @Override
    public void flush() {
      timed(writer::flush);
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
