package io.pitwall.store.duckdb;

import io.pitwall.store.api.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open file. Hands out connections and, when DuckDB has given up on the database (after a full
 * disk, for one), opens it again as soon as nobody is using it. Safe for use by many threads; a
 * {@link Session} belongs to one thread at a time.
 */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String FILE = "telemetry.duckdb";

  private final DuckDbSettings settings;
  private final FolderLock folderLock;
  private final Path file;

  /** Held for reading while a connection is in use, for writing while all of them are replaced. */
  private final ReadWriteLock inUse = new ReentrantReadWriteLock(true);

  private final Set<DuckDBConnection> handedOut = ConcurrentHashMap.newKeySet();
  private @Nullable DuckDBConnection root;
  private final AtomicInteger generation = new AtomicInteger();
  private volatile boolean broken;
  private volatile boolean closed;

  private Database(DuckDbSettings settings, FolderLock folderLock) {
    this.settings = settings;
    this.folderLock = folderLock;
    this.file = settings.folder().resolve(FILE);
  }

  /** Takes the folder and opens the file in it, or makes it. */
  static Database open(DuckDbSettings settings) {
    FolderLock lock = FolderLock.take(settings.folder());
    Database database = new Database(settings, lock);
    try {
      database.root = database.connect();
      return database;
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(DuckDBConnection connection) throws SQLException;
  }

  /** A connection for one thread, opened at its first use. */
  Session session() {
    return new Session();
  }

  /** Size of the file and its log on disk, bytes. */
  long fileBytes() {
    return size(file) + walBytes();
  }

  /** Size of the write-ahead log, bytes. */
  long walBytes() {
    return size(settings.folder().resolve(FILE + ".wal"));
  }

  /** Free space on the disk, bytes; as good as endless if the system does not say. */
  long usableBytes() {
    try {
      return Files.getFileStore(settings.folder()).getUsableSpace();
    } catch (IOException unknown) {
      return Long.MAX_VALUE;
    }
  }

  Path file() {
    return file;
  }

  /**
   * Opens the file, with DuckDB's own checkpoints off: those would stall the commit they fall on.
   */
  private DuckDBConnection connect() {
    Properties properties = new Properties();
    properties.setProperty("threads", Integer.toString(settings.threads()));
    properties.setProperty("memory_limit", settings.memoryLimitMb() + "MiB");
    properties.setProperty("temp_directory", settings.folder().resolve("tmp").toString());
    properties.setProperty("checkpoint_threshold", "1TB");
    properties.setProperty("preserve_insertion_order", "true");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    DuckDBConnection connection = null;
    try {
      connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
      String path = file.toString().replace("'", "''");
      run(
          connection,
          "ATTACH '" + path + "' AS pitwall (ROW_GROUP_SIZE " + settings.rowGroupRows() + ")");
      // From here on no SQL can reach another file or change these settings.
      run(connection, "SET enable_external_access = false");
      run(connection, "SET lock_configuration = true");
      run(connection, "USE pitwall");
      return connection;
    } catch (SQLException failed) {
      closeQuietly(connection);
      throw Faults.opening(file, failed);
    }
  }

  private void reopen() {
    inUse.writeLock().lock();
    try {
      if (!broken || closed) {
        return;
      }
      LOG.warn("Opening the database {} again after a failure", file);
      closeAll();
      root = connect();
      broken = false;
    } finally {
      inUse.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    inUse.writeLock().lock();
    try {
      closed = true;
      closeAll();
      folderLock.close();
    } finally {
      inUse.writeLock().unlock();
    }
  }

  /** DuckDB gives a file up only when its last connection is closed. */
  private void closeAll() {
    generation.incrementAndGet();
    handedOut.forEach(Database::closeQuietly);
    handedOut.clear();
    closeQuietly(root);
    root = null;
  }

  /** A connection of one's own that survives the replacement of the database. */
  final class Session implements AutoCloseable {
    private @Nullable DuckDBConnection connection;
    private int openedIn = -1;

    /**
     * Does some work. A transaction that it leaves open is rolled back.
     *
     * @throws StoreException saying what failed
     */
    <T extends @Nullable Object> T use(Work<T> work) {
      if (broken) {
        reopen();
      }
      inUse.readLock().lock();
      try {
        return work.on(current());
      } catch (SQLException failed) {
        if (Faults.isFatal(failed)) {
          broken = true;
        }
        rollBack();
        throw Faults.working(file, failed);
      } catch (RuntimeException failed) {
        rollBack();
        throw failed;
      } finally {
        inUse.readLock().unlock();
      }
    }

    /** The same, once more if the database turned out to be given up. */
    <T extends @Nullable Object> T useOrRepeat(Work<T> work) {
      try {
        return use(work);
      } catch (StoreException failed) {
        if (failed.getCause() instanceof SQLException cause && Faults.isFatal(cause)) {
          return use(work);
        }
        throw failed;
      }
    }

    private DuckDBConnection current() throws SQLException {
      DuckDBConnection now = connection;
      if (now == null || openedIn != generation.get()) {
        DuckDBConnection source = root;
        if (source == null) {
          throw new StoreException(
              closed
                  ? "The store is closed"
                  : "The database " + file + " could not be opened again");
        }
        now = source.duplicate();
        handedOut.add(now);
        run(now, "USE pitwall");
        connection = now;
        openedIn = generation.get();
      }
      return now;
    }

    private void rollBack() {
      DuckDBConnection now = connection;
      if (now != null) {
        try {
          run(now, "ROLLBACK");
        } catch (SQLException noTransaction) {
          LOG.trace("Nothing to roll back", noTransaction);
        }
      }
    }

    @Override
    public void close() {
      DuckDBConnection now = connection;
      if (now != null) {
        handedOut.remove(now);
        closeQuietly(now);
        connection = null;
      }
    }
  }

  /** Runs a statement without an answer. */
  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Does all of the work in one transaction. */
  static <T extends @Nullable Object> T atomically(DuckDBConnection connection, Work<T> work)
      throws SQLException {
    run(connection, "BEGIN TRANSACTION");
    T result = work.on(connection);
    run(connection, "COMMIT");
    return result;
  }

  private static void closeQuietly(@Nullable Connection connection) {
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException gone) {
        LOG.debug("Closing a connection failed", gone);
      }
    }
  }

  private static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException missing) {
      return 0;
    }
  }
}
